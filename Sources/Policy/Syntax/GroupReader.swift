import DockerAPI

/// Reads `groups`.
struct GroupReader {
    private let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> [GroupSyntax] {
        guard let pairs = node.mapping(value, "`groups`", help: "write `groups: { developers: [alice, bob] }`") else {
            return []
        }
        return pairs.compactMap { pair in
            guard let name = node.name(pair.key, "the name of a group"),
                let items = node.list(pair.value, "a group", help: "write `\(name): [alice, bob]`")
            else { return nil }
            return GroupSyntax(name: name, node: pair.key, members: items.compactMap(readMember))
        }
    }

    private func readMember(_ item: YAMLNode) -> GroupSyntax.Member? {
        let help = "a member is a user's name, `''` for the local socket, or `cert.ou=VALUE`"
        guard let text = node.text(item, "a member of a group", help: help) else { return nil }
        guard text.hasPrefix("cert."), let equals = text.firstIndex(of: "=") else {
            warnAboutPattern(text, item)
            return .user(text)
        }
        let name = String(text[text.index(text.startIndex, offsetBy: 5)..<equals])
        let value = String(text[text.index(after: equals)...])
        guard let field = CertificateField(rawValue: name) else {
            let known = CertificateField.allCases.map { "cert.\($0.rawValue)" }
            node.source.report(
                .badMember,
                at: item,
                "unknown field of a certificate `cert.\(SafeText.inline(name, maximum: 40))`",
                help: Suggestion.help(for: "cert." + name, among: known) ?? "there is \(known.joined(separator: ", "))"
            )
            return nil
        }
        guard !value.isEmpty else {
            node.source.report(.badMember, at: item, "`\(SafeText.inline(text))` has no value after the `=`")
            return nil
        }
        return .certificate(field, value)
    }

    private func warnAboutPattern(_ text: String, _ item: YAMLNode) {
        guard text.utf8.contains(where: { "*|^\\".utf8.contains($0) }) else { return }
        node.source.report(
            .badMember,
            severity: .warning,
            at: item,
            "`\(SafeText.inline(text, maximum: 60))` looks like a pattern; members of groups are plain names",
            help: "write each name, or match `user` by a pattern in the rule"
        )
    }
}
