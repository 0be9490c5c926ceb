import DockerAPI
import Foundation

/// A call that was sent to a real engine 20.10, what it did, and what the members' policy must say to it.
struct BypassCase: Decodable, Sendable {
    enum Verdict: String, Decodable, Sendable {
        case deny, allow
        /// The engine refuses it itself, or the call alone can't show what it does.
        case any
    }

    let id: String
    let family: String
    let goal: String
    let user: String
    let method: String
    var uri: String
    let headers: [String: String]
    let body: String?
    /// Where the body is no text.
    let bodyBytes: Data?
    let bodyIsVisible: Bool
    /// Whether the engine was seen doing what the call was after; nil where that couldn't be seen.
    let granted: Bool?
    let must: Verdict
    let why: String

    private enum CodingKeys: String, CodingKey {
        case id, family, goal, user, method, uri, headers, body, must, why
        case bodyIsVisible = "body_visible"
        case bodyBytes = "body_b64"
        case granted = "goal_granted_20.10"
    }

    /// What dockerd showed its plugin.
    var wire: WireCall {
        let bytes = bodyBytes.map { Array($0) } ?? body.map { Array($0.utf8) }
        return WireCall(
            method: method,
            uri: uri,
            headers: headers.map { ($0.key, $0.value) },
            body: bodyIsVisible ? bytes : nil,
            user: user,
            authentication: "TLS"
        )
    }

    static func load(_ file: URL) throws -> [BypassCase] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            try JSONDecoder().decode(BypassCase.self, from: Data(line.utf8))
        }
    }

    static func corpus() throws -> [BypassCase] {
        try load(Folders.tests.deletingLastPathComponent().appending(path: "DockerAPITests/Fixtures/corpus.jsonl"))
    }

    static func hunted() throws -> [BypassCase] {
        try load(Folders.fixtures.appending(path: "hunted.jsonl"))
    }
}
