import Audit
import DockerAPI
import Policy
import StrictJSON

/// Writes replayed calls as JSON Lines, many in one go.
struct ReplayOutput {
    private var json = JSONWriter(reserving: 1 << 17)

    private static let flushSize = 1 << 16

    mutating func write(
        _ call: ReplayedCall,
        _ reader: borrowing RecordReader,
        _ replayer: borrowing Replayer,
        id: String
    ) {
        let api = replayer.reader.call
        call.write(
            to: &json,
            file: reader.file,
            line: reader.line,
            id: id,
            phase: api.phase.rawValue,
            user: api.user,
            method: api.method,
            uri: api.uri.isEmpty ? api.rawURI : api.uri,
            action: api.action,
            open: call.outcome == .undecidable ? replayer.candidate.conditions(api, replayer.unknowns) : []
        )
        if json.bytes.count >= Self.flushSize { flush() }
    }

    mutating func flush() {
        StandardStreams.writeOutput(json.text)
        json.removeAll()
    }
}
