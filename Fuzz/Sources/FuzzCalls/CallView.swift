@testable import DockerAPI

/// Everything that can be asked of a call, to compare two of them.
public struct CallView: Equatable {
    public var texts: [String]
    public var values: [[[UInt8]]]
    public var findings: [String]

    /// - Parameter attributes: Asked for beside those that every call is asked for.
    public init(_ call: APICall, _ attributes: [CallAttribute] = []) {
        texts = [
            call.action, call.method, call.rawURI, call.uri, call.path, call.version, call.user, call.authentication,
            call.target, "\(call.phase)", String(describing: call.status), "\(call.uriWasRewritten)",
            "\(call.bodyIsPresent)", call.certificates.joined(separator: "\n"),
        ]
        for pair in call.headers + call.parameters { texts.append("\(pair.name)=\(pair.value)") }
        values = (Self.usual + attributes).map { call.bytes(of: $0) }
        findings = call.findings.map { "\($0.guard.rawValue) \(String(describing: $0.offset)) \($0.detail)" }
    }

    private static let usual: [CallAttribute] =
        [
            "user", "auth", "method", "path", "uri", "version", "action", "target", "body", "status", "response.body",
            "body.HostConfig.Binds", "body.Labels[*]", "body[*]", "body.Env[0]", "query.name", "header.content-type",
        ]
        .compactMap { try? CallAttribute(parsing: $0) } + Fact.allCases.map(CallAttribute.fact)
        + CertificateField.allCases.map(CallAttribute.certificate)
}

extension APICall {
    public func bytes(of attribute: CallAttribute) -> [[UInt8]] {
        var values: [[UInt8]] = []
        forEachValue(of: attribute) { value in
            values.append(value.withUnsafeBufferPointer { Array($0) })
            return true
        }
        return values
    }

    public var canonicalText: [UInt8]? { bytes(of: .body).first }

    /// The body as it was shown.
    public var rawBody: [UInt8]? { wire.body.map { Array(wire.arena[wire.span($0)]) } }

    /// Whether the client wrote a member of the body in a place where only old engines read it.
    public var hasMoved: Bool { body.nodes.contains { $0.flags.contains(.moved) } }

    /// Whether a body of this call is read.
    public var takesJSON: Bool {
        if case .binary? = endpoint?.body { return false }
        return true
    }
}

extension CallNeeds {
    /// All of them.
    public static let everything = CallNeeds(facts: .all, canonicalBody: true, responseBody: true)
}
