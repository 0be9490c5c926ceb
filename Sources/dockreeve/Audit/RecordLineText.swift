import Audit
import Policy

/// One record as one line for people. Nothing of it can act on a terminal.
struct RecordLineText {
    let paint: Paint

    func line(_ record: RecordedDecision) -> String {
        "\(paint(Self.time(record), .dim)) \(text(record))"
    }

    /// The same without its time, for what has one already.
    func text(_ record: RecordedDecision) -> String {
        switch record.text(.phase) {
        case "request", "response": decision(record)
        default: paint(event(record), .cyan)
        }
    }

    private static func time(_ record: RecordedDecision) -> String {
        let text = record.text(.time)
        guard let moment = Timestamp(text) else { return SafeText.inline(text, maximum: 40) }
        // To the millisecond.
        return moment.description.prefix(23) + "Z"
    }

    private func decision(_ record: RecordedDecision) -> String {
        var parts = [
            record.isAllowed ? paint("allow", .green) : paint("deny ", .red), padded(CallText.user(record.user), 12),
        ]
        let action = SafeText.inline(record.action, maximum: 60)
        let target = SafeText.inline(record.text(.target), maximum: 80)
        parts.append(padded(target.isEmpty ? action : "\(action) \(target)", 28))
        parts.append(CallText.request(record.method, record.uri))
        if record.phase == .response {
            parts.append(record.has(.status) ? "→ \(SafeText.inline(record.text(.status), maximum: 8))" : "→ answered")
        }
        var why = SafeText.inline(record.reason.rawValue, maximum: 60)
        let rules = record.rules.prefix(4).map { SafeText.inline($0, maximum: 60) }
        if !rules.isEmpty { why += ": " + rules.joined(separator: ", ") + (record.rules.count > 4 ? ", …" : "") }
        parts.append(record.isAllowed ? paint(why, .dim) : paint(why, .red))
        if let would = record.would {
            let causes = (would.denying + would.guards + would.allowing).prefix(4).map {
                SafeText.inline($0, maximum: 60)
            }
            let cause = causes.isEmpty ? "" : " (\(causes.joined(separator: ", ")))"
            parts.append(paint("would \(would.isAllowed ? "allow" : "deny")\(cause)", .yellow))
        }
        parts.append(paint(SafeText.inline(record.id, maximum: 16), .dim))
        return parts.joined(separator: "  ")
    }

    /// A record about the log itself: its members as they are.
    private func event(_ record: RecordedDecision) -> String {
        var parts: [String] = [SafeText.inline(record.text(.phase), maximum: 20)]
        for member in record.otherMembers {
            parts.append("\(SafeText.inline(member.name, maximum: 30)) \(SafeText.inline(member.text, maximum: 120))")
        }
        return "── " + parts.joined(separator: "  ")
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
