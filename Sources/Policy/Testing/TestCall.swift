import DockerAPI

/// A call that a test makes, and who makes it.
public struct TestCall: Sendable {
    public var phase = CallPhase.request
    /// The caller's name, empty for the local socket; nothing where the test leaves it to the certificate.
    public var user: String?
    public var certificate: TestCertificate?
    public var headers: [(name: String, value: String)] = []
    public var method = ""
    public var uri = ""
    /// The decoded body; nothing where the call has none.
    public var body: [UInt8]?
    /// The engine's HTTP status, response phase only.
    public var status: Int?
    /// Response phase only.
    public var responseHeaders: [(name: String, value: String)] = []
    /// Response phase only.
    public var responseBody: [UInt8]?

    public init() {}

    /// The call as dockerd would hand it on.
    ///
    /// - Parameter readCertificate: Tells the caller's name from a certificate in PEM form.
    public func wire(readCertificate: ReaderOptions.CertificateReader? = nil) -> WireCall {
        var headers = headers.map { ($0.name, $0.value) }
        if body != nil, !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
            headers.append(("Content-Type", "application/json"))
        }
        var certificates: [String] = []
        var named = user
        switch certificate {
        case nil: break
        case .pem(let text):
            certificates = [text]
            // Go takes the last common name where a subject has several; dockerd tells that one.
            if named == nil { named = readCertificate?(Array(text.utf8).span)?[.cn].last }
        case .fields(let fields):
            certificates = ["-"]
            if named == nil { named = fields[.cn].last }
        }
        let caller = named ?? ""
        var wire = WireCall(
            method: method,
            uri: uri,
            headers: headers,
            body: body,
            user: caller,
            authentication: caller.isEmpty && certificate == nil ? "" : "TLS",
            certificates: certificates
        )
        wire.phase = phase
        wire.status = status
        for header in responseHeaders {
            wire.addResponseHeader(name: Array(header.name.utf8).span, value: Array(header.value.utf8).span)
        }
        if let responseBody { wire.setResponseBody(responseBody.span) }
        return wire
    }

    /// Reads the call as the plugin would.
    ///
    /// - Returns: Nothing where the certificate is none.
    func read(needs: CallNeeds, readCertificate: ReaderOptions.CertificateReader?) -> APICall? {
        var options = ReaderOptions(readCertificate: readCertificate)
        switch certificate {
        case nil: break
        case .fields(let fields): options.readCertificate = { _ in fields }
        case .pem(let text):
            guard let readCertificate, readCertificate(Array(text.utf8).span) != nil else { return nil }
        }
        var reader = CallReader(options: options)
        reader.read(wire(readCertificate: readCertificate), needs: needs)
        return reader.call
    }
}
