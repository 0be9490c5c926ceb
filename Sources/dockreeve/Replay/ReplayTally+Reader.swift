import Audit
import DockerAPI
import Policy

extension ReplayTally {
    /// Counts the call that was read and replayed last, with its place as an example.
    mutating func add(_ call: ReplayedCall, _ reader: borrowing RecordReader, _ replayer: borrowing Replayer) {
        guard call.outcome != .same else { return addSame() }
        let api = replayer.reader.call
        let place = "\(SafeText.inline(reader.file)):\(reader.line)"
        let unknowns = replayer.unknowns
        let candidate = replayer.candidate
        add(
            call,
            user: api.user,
            action: api.action,
            example: {
                let was = call.beforeRules.isEmpty ? call.beforeReason : call.beforeRules.joined(separator: ", ")
                let note = was.isEmpty || call.outcome == .notCompared ? "" : "  [then: \(SafeText.inline(was))]"
                return "\(place)  \(CallText.request(api.method, api.uri.isEmpty ? api.rawURI : api.uri))\(note)"
            },
            conditions: {
                candidate.conditions(api, unknowns).flatMap { open in
                    open.conditions.map { "\(SafeText.inline($0.text)) (\(open.rule.id))" }
                }
            }
        )
    }
}
