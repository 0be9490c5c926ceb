import DockerAPI
import Testing

@Suite("Recorded traffic")
struct TrafficTests {
    @Test("no guard finds anything in what the docker CLI and docker-compose send")
    func harmless() {
        #expect(RecordedCall.all.count > 200)
        var reader = CallReader()
        for recorded in RecordedCall.all {
            reader.read(recorded.wire)
            let call = reader.call
            #expect(call.findings.isEmpty, "\(call.method) \(call.rawURI): \(call.findings)")
            #expect(call.action != APICall.unknownAction)
        }
    }

    @Test("a canonical body says the same as the recorded one, without the nulls")
    func bodies() throws {
        var count = 0
        for recorded in RecordedCall.all {
            let call = Calls.read(recorded.wire)
            guard call.bodyIsPresent else { continue }
            count += 1
            let text = try #require(call.canonicalText)
            let raw = try #require(recorded.call.RequestBody)
            let expected = try CanonicalOracle.text(ofBase64: raw)
            #expect(expected == text, "\(expected) is not \(text)")
        }
        #expect(count > 50)
    }
}
