import DockerAPI
import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Fingerprints of calls")
struct CallFingerprintTests {
    private func fingerprint(_ wire: WireCall) -> CallFingerprint {
        var reader = CallReader()
        reader.read(wire)
        return CallFingerprint(of: reader.call)
    }

    private func call(
        _ method: String = "POST",
        _ uri: String = "/v1.43/containers/create?name=a",
        headers: [(String, String)] = [("A", "b")],
        body: String? = #"{"Image":"x"}"#,
        user: String = "alice",
        auth: String = "TLS",
        certificates: [String] = ["PEM"]
    ) -> WireCall {
        WireCall(
            method: method,
            uri: uri,
            headers: headers,
            body: body.map { Array($0.utf8) },
            user: user,
            authentication: auth,
            certificates: certificates
        )
    }

    @Test("the response phase has the one of its request, whatever the answer was")
    func phases() {
        var response = call()
        response.phase = .response
        response.status = 201
        response.setResponseBody(Array("{}".utf8).span)
        response.addResponseHeader(name: Array("X".utf8).span, value: Array("y".utf8).span)
        #expect(fingerprint(response) == fingerprint(call()))
    }

    @Test("every part of the request counts, and where one ends and the next begins")
    func parts() {
        let calls = [
            call(), call("PUT"), call("POST", "/v1.43/containers/create?name=b"),
            call("POST", "/v1.44/containers/create?name=a"),
            call(headers: []), call(headers: [("A", "c")]), call(headers: [("B", "b")]),
            call(headers: [("A", "b"), ("A", "b")]),
            call(headers: [("Ab", "")]), call(headers: [("", "Ab")]), call(body: nil), call(body: #"{"Image":"y"}"#),
            call(body: #"{"Image":"x"} "#), call(user: "bob"), call(user: ""), call(auth: ""),
            call(user: "aliceTLS", auth: ""),
            call(certificates: []), call(certificates: ["PEN"]), call(certificates: ["PEM", "PEM"]),
            call(certificates: ["PEMPEM"]),
        ]
        let fingerprints = calls.map(fingerprint)
        #expect(Set(fingerprints).count == calls.count)
        #expect(fingerprints == calls.map(fingerprint))
    }

    @Test("64 calls of the same kind under way at once find their own ids")
    func concurrent() {
        var generator = SeededGenerator(seed: 3)
        var pairing = PhasePairing()
        let calls = (0..<64).map { call("POST", "/v1.43/containers/create?name=c\($0)") }
        let ids = calls.map { _ in DecisionID() }
        for (call, id) in zip(calls, ids) { pairing.insert(id, for: fingerprint(call)) }
        for index in calls.indices.shuffled(using: &generator) {
            #expect(pairing.take(fingerprint(calls[index])) == ids[index])
        }
        #expect(pairing.count == 0)
    }
}
