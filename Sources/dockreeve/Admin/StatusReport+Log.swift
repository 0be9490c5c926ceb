import Policy
import StrictJSON

/// What the report says of the audit log.
extension StatusReport {
    var logLines: [String] {
        var lines = [
            "\(configuration.audit.file), record \(log.lastSequence)"
                + (calls.unrecorded > 0 ? ", \(calls.unrecorded) not recorded" : ""),
            "durability \(log.durability.rawValue)" + (log.pending > 0 ? ", \(log.pending) records waiting" : "")
                + ", on failure: \(log.onFailure.rawValue)",
        ]
        if log.rotates {
            let last = log.lastRotated.map { ", the last one to \($0)" } ?? ""
            lines.append("rotated \(log.rotations) times since the start\(last)")
            if log.retired > 0 { lines.append("removed \(log.retired) old files since the start") }
        }
        return lines
    }

    func write(log json: inout JSONWriter) {
        json.name("audit")
        json.beginObject()
        json.member("file", configuration.audit.file)
        json.member("last_seq", log.lastSequence)
        json.member("bytes", log.size)
        json.member("durability", log.durability.rawValue)
        json.member("on_failure", log.onFailure.rawValue)
        json.member("unrecorded", calls.unrecorded)
        json.member("lost", log.lost)
        json.member("pending", log.pending)
        json.name("failure")
        if let failure = log.failure {
            json.beginObject()
            json.member("since", failure.since.description)
            json.member("error", failure.error)
            json.endObject()
        } else {
            json.null()
        }
        json.name("rotation")
        if log.rotates { write(rotation: &json) } else { json.null() }
        json.name("sinks")
        json.array(sinks) { json, sink in
            json.beginObject()
            json.member("name", sink.name)
            json.member("place", sink.place)
            json.member("use", sink.isExport ? "checkpoints" : "records")
            json.name("required")
            json.bool(sink.isRequired)
            json.member("state", sink.stateName)
            if sink.needsAttention { json.member("error", sink.stateText) }
            json.member("waiting_bytes", sink.waiting)
            json.member("sent", sink.sent)
            json.member("dropped", sink.dropped)
            json.endObject()
        }
        json.endObject()
    }

    private func write(rotation json: inout JSONWriter) {
        json.beginObject()
        json.member("rotated", log.rotations)
        if let last = log.lastRotated { json.member("last_file", last) }
        json.member("removed", log.retired)
        if let error = log.rotationError { json.member("error", error) }
        json.endObject()
    }
}
