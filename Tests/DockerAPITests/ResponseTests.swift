import DockerAPI
import Testing

@Suite("Answers of the engine")
struct ResponseTests {
    static func wire(_ body: String?, status: Int? = 200) -> WireCall {
        var wire = WireCall(method: "GET", uri: "/v1.43/containers/json")
        wire.phase = .response
        wire.status = status
        wire.addResponseHeader(name: Array("Content-Type".utf8).span, value: Array("application/json".utf8).span)
        if let body { wire.setResponseBody(Array(body.utf8).span) }
        return wire
    }

    @Test("status, headers and body", arguments: [CallNeeds.nothing, CallNeeds(responseBody: true)])
    func attributes(_ needs: CallNeeds) {
        let call = Calls.read(Self.wire(#"[{"Id":"a","Names":["x","\u0079"]},{"Id":"b"}]"#), needs)
        #expect(call.phase == .response)
        #expect(call.status == 200 && call["status"] == ["200"])
        #expect(call["response.header.content-type"] == ["application/json"])
        #expect(call["response.header.x"].isEmpty)
        #expect(call["response.body"] == [#"[{"Id":"a","Names":["x","\u0079"]},{"Id":"b"}]"#])
        #expect(call["response.body[*].Id"] == ["a", "b"])
        #expect(call["response.body.Names"] == ["x", "y"])
        #expect(call["header.content-type"].isEmpty)
        #expect(call.findings.isEmpty)
    }

    @Test(
        "what is no JSON has no paths, and is no fault of the call",
        arguments: [CallNeeds.nothing, CallNeeds(responseBody: true)]
    )
    func text(_ needs: CallNeeds) {
        for body in ["{\"a\":1}\n{\"a\":2}", "OK", "{", "\u{0}"] {
            let call = Calls.read(Self.wire(body), needs)
            #expect(call["response.body"] == [body])
            #expect(call["response.body.a"].isEmpty)
            #expect(call.findings.isEmpty)
        }
    }

    @Test("may lack everything")
    func nothing() {
        let call = Calls.read(Self.wire(nil, status: nil), CallNeeds(responseBody: true))
        #expect(call["status"].isEmpty)
        #expect(call["response.body"].isEmpty)
        #expect(call["response.body.a"].isEmpty)
    }

    @Test("bad base64 is a broken call")
    func base64() {
        var wire = Self.wire(nil)
        wire.setResponseBody(base64: Array("####".utf8).span)
        #expect(Calls.read(wire).guards == [.malformedCall])
        wire = Self.wire(nil)
        wire.setResponseBody(base64: Array("eyJhIjoxfQ==".utf8).span)
        #expect(Calls.read(wire)["response.body.a"] == ["1"])
    }

    @Test("the recorded ones are read")
    func recorded() {
        var ids = 0
        for recorded in RecordedCall.all where recorded.endpoint.hasSuffix("Res") {
            let call = Calls.read(recorded.wire, CallNeeds(responseBody: true))
            ids += call["response.body.Id"].count
            #expect(call["status"] == (recorded.call.ResponseStatusCode.map { ["\($0)"] } ?? []))
        }
        #expect(ids > 5)
    }
}
