import Audit
import Policy

/// What a log says about one decision: its phases, and the records about the log itself around them.
struct ShownDecision {
    struct Place {
        let record: RecordedDecision
        /// `file:line`
        let place: String
    }

    private(set) var records: [Place] = []
    /// The last ones of their kinds before the decision.
    private var start: Place?
    private var policy: Place?
    private var gap: Place?
    /// The first ones after it.
    private var gapAfter: Place?
    private var checkpoint: Place?

    mutating func add(_ record: RecordedDecision, _ place: String, isWanted: Bool) {
        let found = Place(record: record, place: place)
        if isWanted { return records.append(found) }
        switch record.text(.phase) {
        case "start" where records.isEmpty:
            start = found
            (policy, gap) = (nil, nil)
        case "policy" where records.isEmpty: policy = found
        case "gap" where records.isEmpty: gap = found
        case "gap" where gapAfter == nil: gapAfter = found
        case "checkpoint" where !records.isEmpty && checkpoint == nil: checkpoint = found
        default: break
        }
    }

    func text(paint: Paint) -> String {
        var text = ""
        for found in records {
            text += paint("\(found.record.text(.phase))", .bold) + "  \(paint(found.place, .dim))\n"
            text += Self.fields(found.record, paint) + "\n"
        }
        let phases = records.map { $0.record.phase }
        if !phases.contains(.response) {
            text += "no record of an answer: it was denied, is under way, or lies in another file\n\n"
        }
        if !phases.contains(.request) { text += "no record of the request: it lies in another file\n\n" }
        if phases.count > 2 {
            text += "more than two records have this id: the log was put together, or tampered with\n\n"
        }
        return text + around
    }

    /// What the log says about itself.
    private var around: String {
        var text = ""
        let line = RecordLineText(paint: Paint(isOn: false))
        for (title, found) in [
            ("plugin started", start), ("policy changed", policy), ("gap before", gap), ("gap after", gapAfter),
            ("signed checkpoint after", checkpoint),
        ] {
            guard let found else { continue }
            text += "  \(title): \(line.line(found.record))  [\(found.place)]\n"
        }
        return text.isEmpty ? "" : "in the log around it\n\(text)\n"
    }

    private static func fields(_ record: RecordedDecision, _ paint: Paint) -> String {
        var text = ""
        for member in record.members where member.name != "phase" {
            let lines = Self.lines(member, record)
            for (index, line) in lines.enumerated() {
                let name = index == 0 ? SafeText.inline(member.name, maximum: 30) : ""
                let space = String(repeating: " ", count: max(1, 12 - name.count))
                text += "  \(name)\(space)\(member.name == "decision" ? decision(record, line, paint) : line)\n"
            }
        }
        return text
    }

    private static func decision(_ record: RecordedDecision, _ line: String, _ paint: Paint) -> String {
        paint(line, record.isAllowed ? .green : .red)
    }

    /// A member's value, for people.
    private static func lines(_ member: RecordedDecision.Member, _ record: RecordedDecision) -> [String] {
        func list(_ values: [String]) -> String {
            values.isEmpty ? "none" : values.map { SafeText.inline($0, maximum: 300) }.joined(separator: ", ")
        }
        switch member.name {
        case "user": return [CallText.user(record.user)]
        case "groups": return [list(record.list(.groups))]
        case "rules": return [list(record.rules)]
        case "findings": return record.list(.findings).map { SafeText.inline($0, maximum: 300) }
        case "took_us": return ["\(SafeText.inline(member.text, maximum: 20)) µs to the decision"]
        case "uses":
            return record.uses.map { "\(SafeText.inline($0.name, maximum: 60)): \(list($0.values))" }
        case "would":
            guard let would = record.would else { break }
            let causes = would.denying + would.guards + would.allowing
            return ["\(would.isAllowed ? "allow" : "deny"), by \(list(causes))"]
        case "reason":
            let reason = record.reason
            let meaning = reason.explanation.map { ": \($0)" } ?? ""
            return [SafeText.inline(member.text, maximum: 60) + meaning]
        default: break
        }
        return [SafeText.inline(member.text, maximum: 1000)]
    }
}
