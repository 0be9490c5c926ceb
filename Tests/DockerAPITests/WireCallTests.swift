import DockerAPI
import Testing

@Suite("What dockerd tells")
struct WireCallTests {
    @Test("a call without method or URI")
    func missing() {
        #expect(Calls.read(WireCall()).guards == [.malformedCall, .malformedCall])
        #expect(Calls.read(WireCall(method: "", uri: "/info")).guards.contains(.malformedCall))
        #expect(Calls.read(WireCall(method: "GET", uri: "")).guards == [.malformedCall])
    }

    @Test("methods have a case", arguments: ["get", "Get", "GET ", "GE T", "G\u{0}ET", "GÉT", "M-SEARCH", "1"])
    func method(_ method: String) {
        #expect(Calls.read(method, "/debug/vars").guards.contains(.malformedCall))
    }

    @Test("base64 that is none")
    func base64() {
        var wire = WireCall(method: "POST", uri: "/containers/create")
        var isRead = wire.setBody(base64: Array("e30".utf8).span)
        #expect(!isRead)
        let call = Calls.read(wire)
        #expect(call.guards == [.malformedCall, .bodyNotVisible])
        #expect(call.findings.first?.detail.contains("RequestBody") == true)

        isRead = wire.setBody(base64: Array("e30=".utf8).span)
        #expect(isRead)
        #expect(Calls.read(wire).canonicalText == "{}")
        #expect(Calls.read(wire).guards == [.malformedCall])

        wire.reset()
        isRead = wire.setBody(base64: [UInt8]().span)
        #expect(isRead)
        #expect(!Calls.read(wire).bodyIsPresent)
    }

    @Test("a caller says what it couldn't read; the first stays")
    func marked() {
        var wire = WireCall(method: "GET", uri: "/info")
        wire.markMalformed("the call is not JSON")
        wire.markMalformed("something else")
        #expect(Calls.read(wire).findings == [GuardFinding(.malformedCall, "the call is not JSON")])
        wire.reset()
        #expect(Calls.read(wire).findings.allSatisfy { !$0.detail.contains("JSON") })
    }

    @Test("who asks, with what headers")
    func identity() {
        let wire = WireCall(
            method: "GET",
            uri: "/info",
            headers: [("User-Agent", "x"), ("X-A", ""), ("x-a", "2")],
            user: "alice",
            authentication: "TLS",
            certificates: ["own", "issuer"]
        )
        let call = Calls.read(wire)
        #expect(call.user == "alice" && call["user"] == ["alice"])
        #expect(call.authentication == "TLS" && call["auth"] == ["TLS"])
        #expect(call["header.user-agent"] == ["x"])
        #expect(call["header.X-A"] == ["", "2"])
        #expect(call["header.x"].isEmpty)
        #expect(call.headers.map(\.name) == ["User-Agent", "X-A", "x-a"])
        #expect(call.certificates == ["own", "issuer"])
        #expect(Calls.read("GET", "/info")["user"] == [""])
    }

    @Test("the certificate is read by the one who can, the caller's own alone")
    func certificate() {
        let options = ReaderOptions(readCertificate: { pem in
            let text = pem.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            var certificate = CallerCertificate()
            certificate.add(text, to: .cn)
            certificate.add("a", to: .ou)
            certificate.add("b", to: .ou)
            return text == "none" ? nil : certificate
        })
        let wire = WireCall(method: "GET", uri: "/info", certificates: ["own", "issuer"])
        for needs in [CallNeeds.nothing, CallNeeds(facts: .all)] {
            let call = Calls.read(wire, needs, options)
            #expect(call["cert.cn"] == ["own"])
            #expect(call["cert.ou"] == ["a", "b"])
            #expect(call["cert.dns"].isEmpty)
            #expect(Calls.read(WireCall(method: "GET", uri: "/info"), needs, options)["cert.cn"].isEmpty)
            let none = WireCall(method: "GET", uri: "/info", certificates: ["none"])
            #expect(Calls.read(none, needs, options)["cert.cn"].isEmpty)
            #expect(call.guards.isEmpty)
            #expect(Calls.read(none, needs, options).guards == [.malformedCall])
            for count in [32, 33] {
                let chain = WireCall(
                    method: "GET",
                    uri: "/info",
                    certificates: Array(repeating: "own", count: count)
                )
                let read = Calls.read(chain, needs, options)
                #expect(read["cert.cn"] == (count == 32 ? ["own"] : []))
                #expect(read.guards == (count == 32 ? [] : [.malformedCall]))
            }
        }
        // Without anybody to read it, there is nothing to find.
        #expect(Calls.read(wire)["cert.cn"].isEmpty)
        #expect(Calls.read(wire).guards.isEmpty)
    }

    @Test("a reader that takes the memory of the call reads the same")
    func swapping() {
        var reader = CallReader()
        var wire = WireCall()
        for recorded in RecordedCall.all {
            let fresh = Calls.read(recorded.wire)
            wire.reset()
            wire = recorded.wire
            reader.read(swapping: &wire, needs: .nothing)
            #expect(reader.call.uri == fresh.uri)
            #expect(reader.call.canonicalText == fresh.canonicalText)
        }
    }

    @Test("findings are fit to be shown")
    func shown() {
        let call = Calls.create(
            "{\"a\\u001b[2J\\u202e\(String(repeating: "x", count: 500))\":1,\"a\\u001b[2J\\u202e\(String(repeating: "x", count: 500))\":2}"
        )
        let detail = call.findings.first?.detail ?? ""
        #expect(detail.contains("\\u{1b}") && detail.contains("\\u{202e}") && detail.contains("…"))
        #expect(detail.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
        #expect(detail.count < 200)
    }
}
