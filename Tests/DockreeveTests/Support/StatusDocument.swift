import Foundation
import TestSupport

/// What `dockreeve status --json` says, as a program would read it.
struct StatusDocument: Decodable, Sendable {
    struct Policy: Decodable, Sendable {
        let state: String
        let revision: Int?
        let sha256: String?
        let since: String
        let rules: Int?
        let files: [String]?
        let message: String?
    }

    struct RuleFiles: Decodable, Sendable {
        struct Refusal: Decodable, Sendable {
            let time: String
            let error: String
            let errors: Int
        }

        let directory: String
        let refused: Bool
        let readings: Int
        let last_refused: Refusal?
        /// Where it stands, nobody tells the plugin of writers.
        let watch_problem: String?
    }

    struct Monitor: Decodable, Sendable {
        struct Rule: Decodable, Sendable {
            let id: String
            let effect: String
            let file: String
            let line: Int
            let matched: Int
        }

        let everything: Bool
        let guards: [String]
        let files: [String]
        let rules: [Rule]
    }

    struct Calls: Decodable, Sendable {
        let requests: Int
        let responses: Int
        let allowed: [String: Int]
        let denied: [String: Int]
        let would_deny: [String: Int]
        let would_allow: Int
    }

    struct Audit: Decodable, Sendable {
        let file: String
        struct Failure: Decodable, Sendable {
            let since: String
            let error: String
        }

        struct Rotation: Decodable, Sendable {
            let rotated: Int
            let last_file: String?
            let removed: Int
            let error: String?
        }

        let last_seq: Int
        let bytes: Int
        let durability: String
        let on_failure: String
        let lost: Int
        let pending: Int
        let failure: Failure?
        let rotation: Rotation?
        let unrecorded: Int
        let sinks: [Sink]
    }

    struct Sink: Decodable, Sendable {
        let name: String
        let place: String
        let use: String
        let required: Bool
        let state: String
        let error: String?
        let waiting_bytes: Int
        let sent: Int
        let dropped: Int
    }

    struct Connections: Decodable, Sendable {
        let open: Int
        let accepted: Int
    }

    let version: String
    let pid: Int32
    let started: String
    let health: String
    let attention: [String]
    let policy: Policy
    let rule_files: RuleFiles
    let monitor: Monitor
    let calls: Calls
    let audit: Audit
    let connections: Connections

    init(_ text: String) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        } catch {
            throw TestFault("not a status: \(text)\n\(error)")
        }
    }
}
