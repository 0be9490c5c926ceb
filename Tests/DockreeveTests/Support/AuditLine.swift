import Foundation

/// One record of the audit log, as whoever reads the log would decode it.
struct AuditLine: Decodable, Sendable {
    struct Would: Decodable, Sendable {
        let decision: String
        let deny: [String]?
        let allow: [String]?
        let guards: [String]?
    }

    struct Stamp: Decodable, Sendable, Equatable {
        let revision: Int
        let sha256: String
    }

    let time: String
    let seq: Int
    let phase: String
    let id: String?
    let user: String?
    let method: String?
    let uri: String?
    let decision: String?
    let reason: String?
    let error: String?
    let rules: [String]?
    let would: Would?
    let status: Int?
    let findings: [String]?
    let policy: Stamp?

    /// `rules` is a number in the records about policies.
    enum CodingKeys: String, CodingKey {
        case time, seq, phase, id, user, method, uri, decision, reason, error, rules, would, status, findings, policy
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        time = try values.decode(String.self, forKey: .time)
        seq = try values.decode(Int.self, forKey: .seq)
        phase = try values.decode(String.self, forKey: .phase)
        id = try values.decodeIfPresent(String.self, forKey: .id)
        user = try values.decodeIfPresent(String.self, forKey: .user)
        method = try values.decodeIfPresent(String.self, forKey: .method)
        uri = try values.decodeIfPresent(String.self, forKey: .uri)
        decision = try values.decodeIfPresent(String.self, forKey: .decision)
        reason = try values.decodeIfPresent(String.self, forKey: .reason)
        error = try values.decodeIfPresent(String.self, forKey: .error)
        rules = try? values.decodeIfPresent([String].self, forKey: .rules)
        would = try values.decodeIfPresent(Would.self, forKey: .would)
        status = try values.decodeIfPresent(Int.self, forKey: .status)
        policy = try values.decodeIfPresent(Stamp.self, forKey: .policy)
        findings = try values.decodeIfPresent([String].self, forKey: .findings)
    }

    /// Every line must be one whole JSON object.
    static func all(in log: String) throws -> [AuditLine] {
        guard log.isEmpty || log.hasSuffix("\n") else { throw TestFault("the last record is not whole") }
        return try log.split(separator: "\n").map { line in
            do {
                return try JSONDecoder().decode(AuditLine.self, from: Data(line.utf8))
            } catch {
                throw TestFault("not an audit record: \(line)\n\(error)")
            }
        }
    }
}
