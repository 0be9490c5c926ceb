import Foundation

/// One record of the audit log, as whoever reads the log would decode it.
struct AuditLine: Decodable, Sendable {
    struct Policy: Decodable, Sendable {
        let revision: Int
        let sha256: String
    }

    let time: String
    let seq: Int
    let phase: String
    let id: String?
    let user: String?
    let auth: String?
    let groups: [String]?
    let method: String?
    let uri: String?
    let rawURI: String?
    let action: String?
    let target: String?
    let decision: String?
    let reason: String?
    private let decided: Rules?
    let policy: Policy?
    let status: Int?
    let tookMicroseconds: Int?

    /// The rules that decided; their number in records about policies is not among them.
    var rules: [String]? { decided?.ids }

    private struct Rules: Decodable {
        let ids: [String]?

        init(from decoder: any Decoder) throws { ids = try? decoder.singleValueContainer().decode([String].self) }
    }

    enum CodingKeys: String, CodingKey {
        case time, seq, phase, id, user, auth, groups, method, uri, action, target, decision, reason, policy,
            status
        case decided = "rules"
        case rawURI = "raw_uri"
        case tookMicroseconds = "took_us"
    }

    /// Every line must be one whole JSON object.
    static func all(in log: String) throws -> [AuditLine] {
        let decoder = JSONDecoder()
        return try log.split(separator: "\n").map { line in
            do {
                return try decoder.decode(AuditLine.self, from: Data(line.utf8))
            } catch {
                throw HarnessFault("not an audit record: \(line)\n\(error)")
            }
        }
    }
}
