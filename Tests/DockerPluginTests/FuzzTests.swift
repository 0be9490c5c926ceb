import Foundation
import NIOCore
import TestSupport
import Testing

@testable import DockerPlugin

/// Whatever comes, there is an answer or the connection closes; never a crash, a hang, or an answer to nothing.
@Suite struct FuzzTests {
    private static let interesting: [UInt8] = Array("\"\\{}[]:,u0\r\n \0=;".utf8) + [0x80, 0xC3, 0xFF]

    private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard !bytes.isEmpty else { break }
            let at = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
            case 1: bytes[at] = Self.interesting.randomElement(using: &random)!
            case 2: bytes.remove(at: at)
            case 3: bytes.insert(Self.interesting.randomElement(using: &random)!, at: at)
            case 4: bytes.removeSubrange(at..<Int.random(in: at...min(bytes.count, at + 20), using: &random))
            default:
                let end = Int.random(in: at...min(bytes.count, at + 30), using: &random)
                bytes.insert(contentsOf: Array(bytes[at..<end]), at: Int.random(in: bytes.indices, using: &random))
            }
        }
        return bytes
    }

    @Test func everyEnvelopeIsAnswered() throws {
        var random = SeededGenerator(seed: 2026)
        let plugin = TestPlugin()
        let harness = try Harness(plugin)
        let samples = [Samples.ping, Samples.create, Samples.createAnswer].map { Array($0.utf8) }
        var statuses: [Int: Int] = [:]
        for _ in 0..<5000 {
            let body = mutate(samples.randomElement(using: &random)!, &random)
            let path = Bool.random(using: &random) ? "/AuthZPlugin.AuthZReq" : "/AuthZPlugin.AuthZRes"
            try harness.send(Array("POST \(path) HTTP/1.1\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
            let answers = try harness.answers()
            #expect(answers.count == 1)
            statuses[answers.first?.status ?? 0, default: 0] += 1
        }
        #expect(Set(statuses.keys) == [200, 400])
        #expect(statuses[200, default: 0] > 100)
        #expect(plugin.malformed.count == statuses[400])
        #expect(plugin.requests.count + plugin.responses.count == statuses[200])
        for request in plugin.requests {
            _ = (request.user, request.headers, request.body, request.peerCertificates)
            #expect(!request.method.isEmpty && !request.uri.isEmpty)
        }
    }

    /// What is accepted means the same to another JSON reader.
    @Test func acceptedEnvelopesMeanTheSameToFoundation() throws {
        var random = SeededGenerator(seed: 7)
        let sample = Array(Samples.create.utf8)
        var compared = 0
        for _ in 0..<5000 {
            let body = mutate(sample, &random)
            guard let request = try? AuthorizationRequest(json: body) else { continue }
            let object = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
            #expect(request.method == object["RequestMethod"] as? String)
            #expect(request.uri == object["RequestUri"] as? String)
            #expect(request.user == object["User"] as? String ?? "")
            let text = object["RequestBody"] as? String
            #expect(request.body == text.flatMap { Data(base64Encoded: $0) }.map(Array.init))
            let headers = object["RequestHeaders"] as? [String: String] ?? [:]
            #expect(Set(request.headers.map(\.name)) == Set(headers.keys))
            if request.headers.count == headers.count {
                for header in request.headers { #expect(headers[header.name] == header.value) }
            }
            let certificates = object["RequestPeerCertificates"] as? [String] ?? []
            #expect(request.peerCertificates.count == certificates.count)
            compared += 1
        }
        #expect(compared > 500)
    }

    @Test func everyStreamOfBytesIsAnsweredOrClosed() throws {
        var random = SeededGenerator(seed: 99)
        let chunked =
            "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "\(String(Samples.ping.utf8.count, radix: 16));a=b\r\n\(Samples.ping)\r\n0\r\nX-Trailer: a\r\n\r\n"
        let samples = [
            Samples.request(), Samples.request(Samples.create, fields: "Expect: 100-continue\r\n"), chunked,
            Samples.request() + chunked + Samples.post("/Plugin.Activate", ""),
            Samples.post("/x", "abc", fields: "Connection: upgrade\r\nUpgrade: x\r\n", version: "1.0"),
        ].map { Array($0.utf8) }
        for round in 0..<4000 {
            let harness = try Harness()
            let bytes = mutate(samples.randomElement(using: &random)!, &random)
            var at = 0
            while at < bytes.count {
                let end = min(bytes.count, at + Int.random(in: 1...400, using: &random))
                try harness.send(Array(bytes[at..<end]))
                at = end
            }
            if !harness.isClosed { harness.endInput() }
            let hasOutput = try !harness.output().isEmpty
            harness.advance(.seconds(60))
            #expect(harness.isClosed, "round \(round)")
            // Blank lines alone are no request.
            #expect(hasOutput || bytes.allSatisfy { $0 == 13 || $0 == 10 }, "round \(round)")
            #expect(harness.state.largeBodyBytes == 0)
            #expect(harness.state.connectionCount == 0)
        }
    }

    @Test func randomBytesAreAnsweredOrClosed() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let harness = try Harness()
            try harness.send(
                (0..<Int.random(in: 1...2000, using: &random)).map { _ in .random(in: .min ... .max, using: &random) }
            )
            if !harness.isClosed { harness.endInput() }
            harness.advance(.seconds(60))
            #expect(harness.isClosed)
        }
    }
}
