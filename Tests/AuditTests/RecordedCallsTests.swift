import DockerAPI
import Foundation
import Policy
import Testing

@testable import Audit

/// What a real engine (20.10) asked its plugin while the docker CLI and docker-compose drove it.
@Suite("Recorded calls of a real engine")
struct RecordedCallsTests {
    private struct Line: Decodable {
        struct Call: Decodable {
            // The names of the plugin protocol.
            let User: String?
            let UserAuthNMethod: String?
            let RequestMethod: String
            let RequestUri: String
            let RequestBody: Data?
            let RequestHeaders: [String: String]?
            let ResponseStatusCode: Int?
            let ResponseBody: Data?
        }

        let endpoint: String
        let call: Call

        /// The request part as one text, and nothing of the answer.
        func request() throws -> Data {
            let parts: [Any] = [
                call.User ?? "", call.UserAuthNMethod ?? "", call.RequestMethod, call.RequestUri,
                call.RequestHeaders ?? [:], call.RequestBody?.base64EncodedString() ?? "",
            ]
            return try JSONSerialization.data(withJSONObject: parts, options: .sortedKeys)
        }

        var wire: WireCall {
            var wire = WireCall(
                method: call.RequestMethod,
                uri: call.RequestUri,
                headers: (call.RequestHeaders ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                body: call.RequestBody.map { Array($0) },
                user: call.User ?? "",
                authentication: call.UserAuthNMethod ?? ""
            )
            guard endpoint.hasSuffix("AuthZRes") else { return wire }
            wire.phase = .response
            wire.status = call.ResponseStatusCode
            if let body = call.ResponseBody { wire.setResponseBody(Array(body).span) }
            return wire
        }
    }

    private let lines: [Line]

    init(file: String = #filePath) throws {
        let tests = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: tests.appendingPathComponent("DockerAPITests/Fixtures/traffic.jsonl"))
        lines = try data.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: Data($0))
        }
    }

    @Test("every answer finds the id of its call, and each record is JSON with what an auditor asks for")
    func pairs() throws {
        let directory = try TemporaryDirectory()
        let log = try AuditLog(path: directory.file())
        let judge = try Judge("version: 1\nrules: [{id: all, effect: allow, match: {path: '.*'}}]")
        var reader = CallReader()
        var entry = AuditEntry()
        var pairing = PhasePairing()
        var needs = CallNeeds.nothing
        AuditEntry.insertNeeds(into: &needs)
        // The same by comparing whole requests. The recording lacks the question of some answers.
        var waiting: [(request: Data, id: DecisionID)] = []
        var paired = 0
        for line in lines {
            reader.read(line.wire, needs: needs)
            let decision = judge.policy.decide(reader.call, scratch: judge.scratch)
            #expect(decision.allowed, "\(reader.call.method) \(reader.call.rawURI): \(reader.call.findings)")
            var id = DecisionID()
            let fingerprint = CallFingerprint(of: reader.call)
            let request = try line.request()
            if reader.call.phase == .request {
                pairing.insert(id, for: fingerprint)
                waiting.append((request, id))
            } else {
                let index = waiting.lastIndex { $0.request == request }
                let found = pairing.take(fingerprint)
                #expect(found == index.map { waiting.remove(at: $0).id })
                if let found { (id, paired) = (found, paired + 1) }
            }
            entry.call(reader.call, decision, RecordContext(id: id, policy: nil, microseconds: 1), Redactor())
            try log.append(entry)
        }
        #expect(paired > 150 && pairing.count == waiting.count)

        let records = try readRecords(directory.file())
        #expect(records.map(\.sequence) == Array(1...lines.count))
        var requests: [String: ReadRecord] = [:]
        for (record, line) in zip(records, lines) {
            let id = try #require(record["id"] as? String)
            #expect(record["method"] as? String == line.call.RequestMethod)
            #expect(record["action"] as? String != "unknown")
            let isRedacted = line.call.RequestUri.contains("s3cret")
            #expect((((record["raw_uri"] ?? record["uri"]) as? String) == line.call.RequestUri) == !isRedacted)
            let places = (record["redacted"] as? [String] ?? []).filter { $0 != "uses.volume_option" }
            #expect(places == (isRedacted ? ["query.buildargs"] : []))
            guard record.phase == "response" else {
                requests[id] = record
                continue
            }
            #expect(record["status"] as? Int == line.call.ResponseStatusCode)
            guard let request = requests[id] else { continue }
            for field in ["user", "auth", "method", "uri", "raw_uri", "action", "target"] {
                #expect(request[field] as? String == record[field] as? String)
            }
        }
    }
}
