import Audit
import Policy

/// A record on its way to a sink, taken apart as far as messages need it.
struct SinkRecord {
    /// One JSON object, without a line feed.
    let json: [UInt8]
    private let record: RecordedDecision
    let isDecision: Bool

    init(_ json: [UInt8]) {
        self.json = json
        var record = RecordedDecision()
        isDecision = record.take(json)
        self.record = record
    }

    /// As syslog.h and journald number it.
    enum Severity: Int {
        case error = 3
        case warning = 4
        case notice = 5
        case informational = 6
    }

    var phase: String { record.text(.phase) }

    var isCheckpoint: Bool { phase == "checkpoint" }

    var severity: Severity {
        if isDecision { return record.isAllowed ? .informational : .warning }
        return phase == "gap" ? .error : isCheckpoint ? .informational : .notice
    }

    /// RFC 3339; empty when there is none.
    var time: String { record.text(.time) }

    /// One line for people; nothing in it can act on a terminal.
    var summary: String { RecordLineText(paint: Paint(isOn: false)).text(record) }

    /// The fields that people search for, with the names that they have in the log. Empty ones are left out.
    var fields: [(name: String, value: String)] {
        var fields: [(String, String)] = []
        for field in Self.shown where record.has(field) {
            let text = record.text(field)
            if !text.isEmpty { fields.append(("\(field.name)", text)) }
        }
        if isDecision { fields += record.rules.prefix(Self.ruleLimit).map { ("rule", $0) } }
        return fields
    }

    private static let shown: [RecordField] = [
        .sequence, .phase, .id, .user, .method, .uri, .action, .target, .decision, .reason, .status,
    ]
    private static let ruleLimit = 16
}
