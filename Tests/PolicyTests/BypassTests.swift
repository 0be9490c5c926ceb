import DockerAPI
import Foundation
import PCRE2
import Testing

@testable import Policy

/// Attacks that a real engine carried out, and harmless calls that look like them, against the members' policy.
struct BypassTests {
    struct Case: Decodable {
        let id: String
        let user: String
        let method: String
        let uri: String
        let headers: [String: String]
        let body: String?
        /// Where the body is no text.
        let bodyBytes: Data?
        let bodyIsVisible: Bool
        let must: String
        let why: String

        private enum CodingKeys: String, CodingKey {
            case id, user, method, uri, headers, body, must, why
            case bodyIsVisible = "body_visible"
            case bodyBytes = "body_b64"
        }
    }

    @Test func membersReachNoHostAndLoseNoHarmlessCall() throws {
        let file = Folders.tests.deletingLastPathComponent().appending(path: "DockerAPITests/Fixtures/corpus.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let cases = try lines.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
        let policy = try ShippedPolicyTests.load("members.yaml")
        var counts: [String: Int] = [:]
        for item in cases {
            let wire = WireCall(
                method: item.method,
                uri: item.uri,
                headers: item.headers.map { ($0.key, $0.value) },
                body: item.bodyIsVisible ? item.body.map { Array($0.utf8) } ?? item.bodyBytes.map { Array($0) } : nil,
                user: item.user,
                authentication: "TLS"
            )
            var reader = CallReader()
            reader.read(wire, needs: policy.needs)
            let explanation = policy.explain(reader.call)
            counts[item.must, default: 0] += 1
            switch item.must {
            case "deny": #expect(!explanation.decision.allowed, "\(item.id): \(item.why)\n\(explanation.text())")
            case "allow": #expect(explanation.decision.allowed, "\(item.id): \(item.why)\n\(explanation.text())")
            default: break
            }
        }
        #expect(counts["deny"] == 128)
        #expect(counts["allow"] == 69)
    }
}
