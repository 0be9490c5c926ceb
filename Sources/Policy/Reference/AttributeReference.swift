import DockerAPI

/// What a rule can match, explained.
struct AttributeReference {
    enum Count: String {
        case one = "one, may be empty"
        case atMostOne = "one or none"
        case several = "any number"
        case text = "one or none, searched"
    }

    /// As it is written; what follows a dot at the end is a name of the author's own.
    let name: String
    let count: Count
    let isResponseOnly: Bool
    let text: String

    private init(_ name: String, _ count: Count, _ text: String, isResponseOnly: Bool = false) {
        self.name = name
        self.count = count
        self.isResponseOnly = isResponseOnly
        self.text = text
    }

    /// All but facts and fields of certificates.
    static let plain: [AttributeReference] = [
        .init("user", .one, "the client certificate's common name; empty on the local socket"),
        .init("group", .several, "the groups of this policy that the caller belongs to"),
        .init("auth", .one, "`TLS`, or empty"),
        .init("action", .one, "the operation's stable name, `container.create`; `unknown` for what has none"),
        .init("target", .one, "the object that the call is about, as the client wrote it"),
        .init("method", .one, "the HTTP method, upper case"),
        .init(
            "path",
            .one,
            "the path as dockerd's router sees it, decoded once, without version: `/containers/create`"
        ),
        .init("uri", .one, "that path, `?`, and the parameters sorted by name"),
        .init("version", .one, "the API version asked for, `1.43`; empty when none"),
        .init("query.", .several, "`query.NAME`: every value of that parameter; names are case-sensitive"),
        .init("header.", .several, "`header.NAME`, in any case; sent by the client, so never proof of who it is"),
        .init("body", .text, "the canonical JSON text; the only attribute, with that of an answer, that is searched"),
        .init(
            "body.",
            .several,
            "`body.A.B[*].C`: every scalar reached by that path; names compared as dockerd compares them"
        ),
        .init("status", .atMostOne, "HTTP status of the answer", isResponseOnly: true),
        .init("response.header.", .several, "`response.header.NAME`, in any case", isResponseOnly: true),
        .init("response.body", .text, "the answer as dockerd shows it, at most 64 KiB", isResponseOnly: true),
        .init("response.body.", .several, "`response.body.A.B`, like `body.A.B`", isResponseOnly: true),
    ]

    static let certificate: [AttributeReference] = CertificateField.allCases.map { field in
        let isSingle = [.serial, .fingerprint].contains(field)
        return .init("cert.\(field.rawValue)", isSingle ? .atMostOne : .several, field.explanation)
    }

    static let facts: [AttributeReference] = Fact.allCases.map { fact in
        .init("uses.\(fact.rawValue)", fact.hasSeveralValues ? .several : .atMostOne, fact.explanation)
    }
}
