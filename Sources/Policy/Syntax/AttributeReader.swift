import DockerAPI

/// Reads the name of an attribute.
struct AttributeReader {
    private let node: NodeReader

    /// Every name that can stand in a `match`; those with a dot at the end take a name of the author's own.
    static let names = CallAttribute.names + ["group", "phase", "any", "not"]

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ key: YAMLNode, phase: CallPhase) -> Attribute? {
        let name = key.text ?? ""
        if name == "group" { return .group }
        do throws(CallAttributeError) {
            let attribute = try CallAttribute(parsing: name)
            guard attribute.isResponseOnly, phase == .request else { return .call(attribute) }
            node.source.report(
                .wrongPhase,
                at: key,
                "`\(SafeText.inline(name, maximum: 80))` is not known before the call has run",
                help: "add `phase: response` to the `match`; such a rule can hold back the answer, not the call"
            )
        } catch {
            report(error, name, key)
        }
        return nil
    }

    private func report(_ error: CallAttributeError, _ name: String, _ key: YAMLNode) {
        let shown = SafeText.inline(name, maximum: 80)
        switch error {
        case .unknownName:
            node.source.report(.unknownAttribute, at: key, "unknown attribute `\(shown)`", help: Self.help(for: name))
        case .badPath(let error):
            node.source.report(
                .badPath,
                at: key.mark(ofByte: error.offset),
                "`\(shown)` is no path into a body: \(error.reason.rawValue)",
                help: #"write it as in `body.HostConfig.Mounts[*].Source` or `body.Labels["com.example.x"]`"#
            )
        }
    }

    static func help(for name: String) -> String? {
        if let help = Suggestion.help(for: name, among: names.filter { !$0.hasSuffix(".") }) { return help }
        // `quary.t`: only what stands before the author's own name can be misspelled.
        guard let dot = name.firstIndex(of: ".") else { return nil }
        let head = String(name[...dot])
        let prefixes = names.filter { $0.hasSuffix(".") } + ["uses.", "cert."]
        guard let prefix = Suggestion.nearest(to: head, among: prefixes) else { return nil }
        let rest = SafeText.inline(String(name[name.index(after: dot)...]), maximum: 60)
        guard prefix != head else {
            return rest.isEmpty ? "a name has to follow after `\(prefix)`" : nil
        }
        return "did you mean `\(prefix)\(rest)`?"
    }
}
