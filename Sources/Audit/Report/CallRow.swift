import Policy
import StrictJSON

/// One call of a log as a table shows it: cut to what there is room for, and harmless for an eye and a terminal.
public struct CallRow: Sendable {
    public let time: Timestamp?
    /// As the record writes it.
    public let timeText: String
    public let id: String
    public let isResponse: Bool
    /// Empty on the local socket.
    public let user: String
    public let method: String
    public let uri: String
    public let action: String
    public let target: String
    public let isAllowed: Bool
    /// What monitored rules and guards would have decided.
    public let would: String
    public let rules: [String]
    public let reason: String
    public let status: String
    public let hasFailures: Bool
    /// Whether the user's first call of this action lies in the period.
    public let isNew: Bool
    /// Order of the records that were read.
    let number: Int

    /// Characters that are kept of each value.
    private static let length = 200
    private static let ruleLimit = 4

    init(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ time: Timestamp?,
        _ scratch: inout FilterScratch,
        isNew: Bool,
        number: Int
    ) {
        func text(_ field: RecordField, _ maximum: Int = Self.length) -> String {
            guard let token = fields[field], token.range.upperBound <= bytes.count else { return "" }
            guard token.kind == .string else { return SafeText.inline(bytes.extracting(token.range), maximum: maximum) }
            var text = ""
            _ = scratch.holds(token, bytes) { value in
                text = SafeText.inline(value, maximum: maximum)
                return true
            }
            return text
        }
        self.time = time
        self.isNew = isNew
        self.number = number
        timeText = text(.time, 40)
        id = text(.id, 40)
        user = text(.user, 60)
        method = text(.method, 16)
        uri = text(.uri)
        action = text(.action, 60)
        target = text(.target, 100)
        reason = text(.reason, 60)
        status = text(.status, 8)
        isResponse = fields[.phase].map { JSONString.equals(bytes, $0, "response") } ?? false
        isAllowed = fields[.decision].map { JSONString.equals(bytes, $0, "allow") } ?? false
        hasFailures = fields[.failures] != nil
        var rules: [String] = []
        if let list = fields[.rules] {
            _ = scratch.holdsForAny(list, bytes) { value in
                rules.append(rules.count < Self.ruleLimit ? SafeText.inline(value, maximum: 60) : "…")
                return rules.count > Self.ruleLimit
            }
        }
        self.rules = rules
        var would = ""
        if let object = fields[.would] {
            _ = scratch.holdsForAny(in: object, bytes, names: { TextGlob.isEqual($0, "decision") }) { value in
                would = SafeText.inline(value, maximum: 8)
                return true
            }
        }
        self.would = would
    }
}
