import StrictJSON

/// A member of an audit record.
public enum RecordField: Int, CaseIterable, Sendable {
    case time
    case sequence
    case id
    case phase
    case user
    case authentication
    case groups
    case certificate
    case method
    case uri
    case rawURI
    case action
    case target
    case uses
    case decision
    case would
    case rules
    case reason
    case findings
    case failures
    case policy
    case status
    case took
    case redacted
    case previous
    case hash

    /// As it stands in the record.
    public var name: StaticString {
        switch self {
        case .time: "time"
        case .sequence: "seq"
        case .id: "id"
        case .phase: "phase"
        case .user: "user"
        case .authentication: "auth"
        case .groups: "groups"
        case .certificate: "cert"
        case .method: "method"
        case .uri: "uri"
        case .rawURI: "raw_uri"
        case .action: "action"
        case .target: "target"
        case .uses: "uses"
        case .decision: "decision"
        case .would: "would"
        case .rules: "rules"
        case .reason: "reason"
        case .findings: "findings"
        case .failures: "failures"
        case .policy: "policy"
        case .status: "status"
        case .took: "took_us"
        case .redacted: "redacted"
        case .previous: "prev"
        case .hash: "hash"
        }
    }

    var kind: JSONKind {
        switch self {
        case .groups, .rules, .findings, .failures, .redacted: .array
        case .certificate, .uses, .would, .policy: .object
        case .sequence, .status, .took: .number
        default: .string
        }
    }

    /// The fields whose names have that many bytes.
    private static let byLength: [[RecordField]] = (0..<16).map { length in
        allCases.filter { $0.name.utf8CodeUnitCount == length }
    }

    /// The field that a member's name stands for.
    static func named(_ name: JSONToken, in bytes: Span<UInt8>) -> RecordField? {
        if name.hasEscape { return allCases.first { JSONString.equals(bytes, name, $0.name) } }
        guard name.range.count < byLength.count else { return nil }
        for field in byLength[name.range.count] where JSONString.equals(bytes, name, field.name) { return field }
        return nil
    }
}
