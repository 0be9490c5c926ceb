/// Takes values of the expected kind out of YAML and reports what is something else.
struct NodeReader {
    let source: SourceText

    init(_ source: SourceText) {
        self.source = source
    }

    /// The entries of a mapping, or nothing and a report.
    func mapping(_ node: YAMLNode, _ what: String, help: String? = nil) -> [YAMLPair]? {
        if let pairs = node.pairs { return pairs }
        source.report(.wrongType, at: node, "\(what) has to be a mapping, not \(node.kindName)", help: help)
        return nil
    }

    /// The entries of a list, or nothing and a report.
    func list(_ node: YAMLNode, _ what: String, help: String? = nil) -> [YAMLNode]? {
        if let items = node.items { return items }
        source.report(.wrongType, at: node, "\(what) has to be a list, not \(node.kindName)", help: help)
        return nil
    }

    /// A text that is not left out, or nothing and a report.
    func text(_ node: YAMLNode, _ what: String, help: String? = nil) -> String? {
        if let text = node.text, !node.isAbsent { return text }
        source.report(.wrongType, at: node, "\(what) has to be text, not \(node.kindName)", help: help)
        return nil
    }

    /// One of a few words, or nothing and a report.
    func word<Word: RawRepresentable & CaseIterable>(
        _ node: YAMLNode,
        _ what: String,
        _ type: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        if !node.isAbsent, let word = node.text.flatMap(Word.init(rawValue:)) { return word }
        let known = Word.allCases.map(\.rawValue)
        let choice = "\(what) is one of \(known.map { "`\($0)`" }.joined(separator: ", "))"
        guard let text = text(node, what, help: choice) else { return nil }
        source.report(
            .unknownValue,
            at: node,
            "unknown \(what) `\(SafeText.inline(text, maximum: 60))`",
            help: Suggestion.help(for: text, among: known) ?? choice
        )
        return nil
    }

    /// `true` or `false`, or nothing and a report.
    func bool(_ node: YAMLNode, _ what: String) -> Bool? {
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            source.report(.wrongType, at: node, "\(what) has to be `true` or `false`")
            return nil
        }
    }

    /// A name that can stand in messages, records and patterns as it is.
    func name(_ node: YAMLNode, _ what: String) -> String? {
        guard let text = text(node, what) else { return nil }
        let isFine =
            text.utf8.count <= 100 && text.utf8.first.map(Self.isAlphanumeric) == true
            && text.utf8.allSatisfy { Self.isAlphanumeric($0) || "._-".utf8.contains($0) }
        if isFine { return text }
        source.report(
            .badName,
            at: node,
            "`\(SafeText.inline(text, maximum: 60))` can't be \(what)",
            help: "use letters, digits, `.`, `-` and `_`, a letter or digit first, at most 100 of them"
        )
        return nil
    }

    func unknownKey(_ key: YAMLNode, in what: String, known: [String]) {
        let text = key.text ?? ""
        source.report(
            .unknownKey,
            at: key,
            "unknown key `\(SafeText.inline(text, maximum: 60))` in \(what)",
            help: Suggestion.help(for: text, among: known)
                ?? "the keys are \(known.map { "`\($0)`" }.joined(separator: ", "))"
        )
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}
