/// One value of a YAML text and where it stands.
public struct YAMLNode: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        /// The text as written: `true`, `8080` and `~` stay text, for the reader to make something of.
        case scalar(String, YAMLStyle)
        case sequence([YAMLNode])
        /// In the order of the file; no key is there twice.
        case mapping([YAMLPair])
    }

    public var content: Content
    /// The first character; of a quoted scalar, the quote.
    public var mark: YAMLMark
    /// Behind the last character. A list or mapping without brackets ends where the next token starts.
    public var endMark: YAMLMark

    public init(_ content: Content, mark: YAMLMark, endMark: YAMLMark) {
        self.content = content
        self.mark = mark
        self.endMark = endMark
    }

    public var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    public var style: YAMLStyle? {
        if case .scalar(_, let style) = content { style } else { nil }
    }

    /// Whether nothing is written where the value should be, as in `key:`.
    public var isAbsent: Bool { text == "" && style == .plain }

    public var items: [YAMLNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    public var pairs: [YAMLPair]? {
        if case .mapping(let pairs) = content { pairs } else { nil }
    }

    /// The value of a key of a mapping.
    public subscript(key: String) -> YAMLNode? {
        pairs?.first { $0.key.text == key }?.value
    }

    /// "a list", "a mapping" or "text", for messages.
    public var kindName: String {
        switch content {
        case .scalar: isAbsent ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
