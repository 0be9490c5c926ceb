import DockerAPI

/// Finds `${…}` in messages and patterns.
struct VariableReader {
    private let node: NodeReader

    /// What can stand in `${…}`.
    static let names = ["user", "group"] + CertificateField.allCases.map { "cert.\($0.rawValue)" }

    init(_ node: NodeReader) {
        self.node = node
    }

    static func variable(_ name: String) -> Variable? {
        if name == "group" { return Variable(name: name, attribute: .group, allowsSlash: false) }
        guard names.contains(name), let attribute = try? CallAttribute(parsing: name) else { return nil }
        return Variable(name: name, attribute: .call(attribute), allowsSlash: name == "cert.uri")
    }

    func message(_ text: String, at place: YAMLNode) -> MessageTemplate? {
        var parts: [MessageTemplate.Part] = []
        var plain: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            guard let reference = VariableSyntax.reference(in: bytes, at: at) else {
                plain.append(bytes[at])
                at += 1
                continue
            }
            guard let variable = Self.variable(reference.name) else {
                unknown(reference.name, at: place.mark, width: 1)
                return nil
            }
            parts.append(.text(String(decoding: plain, as: UTF8.self)))
            parts.append(.variable(variable))
            plain = []
            at = reference.end
        }
        parts.append(.text(String(decoding: plain, as: UTF8.self)))
        return MessageTemplate(parts: parts)
    }

    func unknown(_ name: String, at mark: YAMLMark, width: Int) {
        node.source.report(
            .unknownVariable,
            at: mark,
            "unknown variable `${\(SafeText.inline(name, maximum: 40))}`",
            help: Suggestion.help(for: name, among: Self.names)
                ?? "there is \(Self.names.map { "`${\($0)}`" }.joined(separator: ", "))",
            width: width
        )
    }
}
