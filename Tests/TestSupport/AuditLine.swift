import Foundation

/// One record of the audit log, as whoever reads the log would decode it.
public struct AuditLine: Decodable, Sendable {
    public struct Would: Decodable, Sendable {
        public let decision: String
        public let deny: [String]?
        public let allow: [String]?
        public let guards: [String]?
    }

    public struct Policy: Decodable, Sendable, Equatable {
        public let revision: Int
        public let sha256: String
    }

    public let time: String
    public let seq: Int
    public let phase: String
    public let id: String?
    public let user: String?
    public let auth: String?
    public let groups: [String]?
    public let method: String?
    public let uri: String?
    public let rawURI: String?
    public let action: String?
    public let target: String?
    public let decision: String?
    public let reason: String?
    public let error: String?
    public let would: Would?
    public let findings: [String]?
    public let policy: Policy?
    public let status: Int?
    public let tookMicroseconds: Int?
    private let decided: Rules?

    /// The rules that decided; their number in records about policies is not among them.
    public var rules: [String]? { decided?.ids }

    private struct Rules: Decodable {
        let ids: [String]?

        init(from decoder: any Decoder) throws { ids = try? decoder.singleValueContainer().decode([String].self) }
    }

    enum CodingKeys: String, CodingKey {
        case time, seq, phase, id, user, auth, groups, method, uri, action, target, decision, reason, error, would,
            findings, policy, status
        case decided = "rules"
        case rawURI = "raw_uri"
        case tookMicroseconds = "took_us"
    }

    /// Every line must be one whole JSON object.
    public static func all(in log: String) throws -> [AuditLine] {
        guard log.isEmpty || log.hasSuffix("\n") else { throw TestFault("the last record is not whole") }
        let decoder = JSONDecoder()
        return try log.split(separator: "\n").map { line in
            do {
                return try decoder.decode(AuditLine.self, from: Data(line.utf8))
            } catch {
                throw TestFault("not an audit record: \(line)\n\(error)")
            }
        }
    }
}
