import DockerAPI
import DockerPlugin
import FuzzCalls
import FuzzSupport

/// The input is what dockerd posts to the plugin: exactly the calls that make sense are taken, every accessor says what
/// the slow reader says, and the call that the decision is made on is the same one.
@main struct EnvelopeTarget: FuzzTarget {
    private var wire = WireCall()
    private var scratch: [UInt8] = []
    private var filled = CallReader()
    private var built = CallReader()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let expected = EnvelopeReference(input)
        let json = Array(input)
        do throws(MalformedCall) {
            let request = try AuthorizationRequest(json: json)
            guard let expected else { fail("accepted, but it is no call") }
            checkRequest(request, expected)
        } catch {
            require(expected == nil, "refused, but it is a call: \(error)")
            require(!error.message.isEmpty, "no reason is given")
            require((0...input.count).contains(error.offset ?? 0), "the fault is outside of the call")
        }
        do throws(MalformedCall) {
            let response = try AuthorizationResponse(json: json)
            guard let expected else { fail("a response is accepted, but it is no call") }
            checkResponse(response, expected)
        } catch {
            require(expected == nil, "the response is refused, but it is a call: \(error)")
            require(error.phase == .response, "another phase")
        }
    }

    private mutating func checkRequest(_ request: AuthorizationRequest, _ expected: EnvelopeReference) {
        requireSame(request.user, expected.user, "User")
        requireSame(request.userAuthenticationMethod, expected.authentication, "UserAuthNMethod")
        requireSame(request.method, expected.method, "RequestMethod")
        requireSame(request.uri, expected.uri, "RequestUri")
        require(request.hasBody == (expected.body != nil), "`RequestBody` is there or isn't")
        require(request.body == expected.body, "`RequestBody` is decoded to other bytes")
        requireSame(request.headers, expected.headers, "RequestHeaders")
        require(
            request.peerCertificates == expected.certificates.map { String(decoding: $0, as: UTF8.self) },
            "`RequestPeerCertificates` are other ones"
        )
        checkLent(request, expected)
        checkWire(request, expected)
    }

    /// The same by the ways that lend bytes.
    private mutating func checkLent(_ request: AuthorizationRequest, _ expected: EnvelopeReference) {
        scratch = Array("old".utf8)
        let lent = [
            request.withUser(using: &scratch) { $0.array }, request.withMethod(using: &scratch) { $0.array },
            request.withUserAuthenticationMethod(using: &scratch) { $0.array },
            request.withURI(using: &scratch) { $0.array },
        ]
        let texts = [expected.user, expected.method, expected.authentication, expected.uri].map { Array($0.utf8) }
        require(lent == texts, "lent bytes are other ones")
        require(request.withBody { $0.array } == expected.body, "the lent body is another one")
        var copied: [UInt8] = [7]
        require(request.copyBody(into: &copied) == (expected.body != nil), "the body was copied, or not")
        require(copied == [7] + (expected.body ?? []), "the copied body is another one")
    }

    private mutating func checkWire(_ request: AuthorizationRequest, _ expected: EnvelopeReference) {
        wire.fill(from: request, scratch: &scratch)
        filled.read(wire, needs: .everything)
        var other = WireCall()
        other.setMethod(Array(expected.method.utf8).span)
        other.setURI(Array(expected.uri.utf8).span)
        other.setUser(Array(expected.user.utf8).span)
        other.setAuthentication(Array(expected.authentication.utf8).span)
        for (name, value) in expected.headers {
            other.addHeader(name: Array(name.utf8).span, value: Array(value.utf8).span)
        }
        if let body = expected.body { other.setBody(body.span) }
        for certificate in expected.certificates { other.addCertificate(pem: certificate.span) }
        built.read(other, needs: .everything)
        require(CallView(filled.call) == CallView(built.call), "the call that is decided on is another one")
    }

    private mutating func checkResponse(_ response: AuthorizationResponse, _ expected: EnvelopeReference) {
        require(response.statusCode == expected.status, "`ResponseStatusCode` is another number")
        require(response.body == expected.responseBody, "`ResponseBody` is decoded to other bytes")
        requireSame(response.headers, expected.responseHeaders, "ResponseHeaders")
        requireSame(response.request.uri, expected.uri, "RequestUri")
        wire.fill(from: response, scratch: &scratch)
        wire.fillBody(from: response, scratch: &scratch)
        require(wire.phase == .response && wire.status == expected.status, "the response phase is lost")
    }

    private func requireSame(_ one: String, _ other: String, _ name: String) {
        require(
            one.utf8.elementsEqual(other.utf8),
            "`\(name)` is \(shown(one.utf8)) and should be \(shown(other.utf8))"
        )
    }

    private func requireSame(_ one: [(name: String, value: String)], _ other: [(String, String)], _ name: String) {
        require(one.count == other.count, "`\(name)` has \(one.count) members and should have \(other.count)")
        for (one, other) in zip(one, other) {
            requireSame(one.name, other.0, name)
            requireSame(one.value, other.1, name)
        }
    }
}
