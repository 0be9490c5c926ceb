extension CallAttribute {
    /// Reads a name as rule files write it: `method`, `query.t`, `body.HostConfig.Binds[*]`, `uses.image`.
    public init(parsing name: String) throws(CallAttributeError) {
        if let plain = Self.plain.first(where: { $0.name == name }) {
            self = plain.attribute
        } else if let rest = Self.rest(of: name, after: "uses.") {
            guard let fact = Fact(rawValue: rest) else { throw .unknownName }
            self = .fact(fact)
        } else if let rest = Self.rest(of: name, after: "cert.") {
            guard let field = CertificateField(rawValue: rest) else { throw .unknownName }
            self = .certificate(field)
        } else if let rest = Self.rest(of: name, after: "query.") {
            self = .query(rest)
        } else if let rest = Self.rest(of: name, after: "header.") {
            self = .header(rest)
        } else if let rest = Self.rest(of: name, after: "body") {
            self = .bodyPath(try Self.path(rest, prefix: 4))
        } else if let rest = Self.rest(of: name, after: "response.header.") {
            self = .responseHeader(rest)
        } else if let rest = Self.rest(of: name, after: "response.body") {
            self = .responseBodyPath(try Self.path(rest, prefix: 13))
        } else {
            throw .unknownName
        }
    }

    /// The name as rule files write it.
    public var name: String {
        switch self {
        case .query(let name): "query.\(name)"
        case .header(let name): "header.\(name)"
        case .fact(let fact): "uses.\(fact.rawValue)"
        case .certificate(let field): "cert.\(field.rawValue)"
        case .responseHeader(let name): "response.header.\(name)"
        case .bodyPath(let path): Self.join("body", path)
        case .responseBodyPath(let path): Self.join("response.body", path)
        default: Self.plain.first { $0.attribute == self }?.name ?? ""
        }
    }

    /// All names that stand for themselves, and those that take a name of the author's own as `query.`; for "did you mean".
    public static let names: [String] =
        plain.map(\.name) + ["query.", "header.", "body.", "response.header.", "response.body."]
        + Fact.allCases.map { "uses.\($0.rawValue)" } + CertificateField.allCases.map { "cert.\($0.rawValue)" }

    private static let plain: [(name: String, attribute: CallAttribute)] = [
        ("user", .user), ("auth", .authentication), ("method", .method), ("path", .path), ("uri", .uri),
        ("version", .version), ("action", .action), ("target", .target), ("body", .body), ("status", .status),
        ("response.body", .responseBody),
    ]

    private static func rest(of name: String, after prefix: String) -> String? {
        guard name.utf8.count > prefix.utf8.count, name.hasPrefix(prefix) else { return nil }
        return String(name.dropFirst(prefix.count))
    }

    /// - Parameter prefix: Length of what stands before the path, so that an error names a place in the whole name.
    private static func path(_ rest: String, prefix: Int) throws(CallAttributeError) -> BodyPath {
        guard let first = rest.utf8.first, first == UInt8(ascii: ".") || first == UInt8(ascii: "[") else {
            throw .unknownName
        }
        let dot = first == UInt8(ascii: ".") ? 1 : 0
        do {
            return try BodyPath(parsing: String(rest.dropFirst(dot)))
        } catch {
            throw .badPath(BodyPathError(error.reason, at: error.offset + prefix + dot))
        }
    }

    private static func join(_ prefix: String, _ path: BodyPath) -> String {
        let text = path.description
        return text.utf8.first == UInt8(ascii: "[") ? prefix + text : "\(prefix).\(text)"
    }
}
