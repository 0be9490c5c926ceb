import DockerAPI
import DockerPlugin

extension WireCall {
    /// Takes over a call from the plugin protocol. Copies bytes and looks at none of them.
    ///
    /// - Parameter scratch: For fields that have to be decoded.
    mutating func fill(from request: AuthorizationRequest, scratch: inout [UInt8]) {
        reset()
        request.withMethod(using: &scratch) { setMethod($0) }
        request.withURI(using: &scratch) { setURI($0) }
        request.withUser(using: &scratch) { setUser($0) }
        request.withUserAuthenticationMethod(using: &scratch) { setAuthentication($0) }
        request.forEachHeader(using: &scratch) { addHeader(name: $0, value: $1) }
        request.withBody { setBody($0) }
        request.forEachPeerCertificate(using: &scratch) { addCertificate(pem: $0) }
    }

    /// Takes over the answer of a call, with the call, but not its body.
    mutating func fill(from response: AuthorizationResponse, scratch: inout [UInt8]) {
        fill(from: response.request, scratch: &scratch)
        phase = .response
        status = response.statusCode
        response.forEachHeader(using: &scratch) { addResponseHeader(name: $0, value: $1) }
    }

    /// Takes over the body of the answer, where somebody will look at it: it can be large.
    mutating func fillBody(from response: AuthorizationResponse, scratch: inout [UInt8]) {
        scratch.removeAll(keepingCapacity: true)
        if response.copyBody(into: &scratch) { setResponseBody(scratch.span) }
    }
}
