/// A value of a rule file with the comments that belong to it.
final class FormatNode {
    let source: YAMLNode
    let role: FormatRole
    /// Whether it is written with brackets or inside of some.
    let isFlow: Bool
    /// Nothing for the file itself.
    let parent: FormatNode?
    /// Of a list or a mapping.
    var entries: [FormatEntry] = []
    /// Comments behind the last entry, at its indentation.
    var closing: [FormatComment] = []

    init(_ source: YAMLNode, _ role: FormatRole, in parent: FormatNode?, bytes: [UInt8]) {
        self.source = source
        self.role = role
        self.parent = parent
        let at = source.mark.offset
        let isBracket = at < bytes.count && (bytes[at] == UInt8(ascii: "[") || bytes[at] == UInt8(ascii: "{"))
        isFlow = source.text == nil && (isBracket || parent?.isFlow == true)
        switch source.content {
        case .scalar: break
        case .sequence(let items):
            entries = items.map { FormatEntry(nil, FormatNode($0, role.item, in: self, bytes: bytes), in: self, bytes) }
        case .mapping(let pairs):
            entries = pairs.map { pair in
                let role = role.value(of: pair.key.text ?? "")
                return FormatEntry(pair.key, FormatNode(pair.value, role, in: self, bytes: bytes), in: self, bytes)
            }
        }
    }

    /// From 1, in characters: of the dashes of a list, of the keys of a mapping.
    var column: Int { source.mark.column }

    /// How many others it is in.
    var depth: Int {
        var depth = 0
        var node = parent
        while let above = node {
            depth += 1
            node = above.parent
        }
        return depth
    }

    /// The lists and mappings that it is in, the file first, and itself.
    var path: [FormatNode] {
        var path = [self]
        while let above = path.last?.parent { path.append(above) }
        return path.reversed()
    }

    /// Whether there is a comment in it.
    var hasComments: Bool {
        !closing.isEmpty
            || entries.contains { !$0.leading.isEmpty || !$0.trailing.isEmpty || $0.value.hasComments }
    }
}

/// An entry of a list or mapping.
final class FormatEntry {
    /// Nothing in a list.
    let key: YAMLNode?
    let value: FormatNode
    unowned let container: FormatNode
    /// Comments above it.
    var leading: [FormatComment] = []
    /// The comment at the end of its line, and those that go on with it below.
    var trailing: [FormatComment] = []
    /// Whether the line before its own is blank.
    var hasBlankBefore: Bool
    /// Bytes to its first character; of a list's entry, of its value.
    let start: Int

    init(_ key: YAMLNode?, _ value: FormatNode, in container: FormatNode, _ bytes: [UInt8]) {
        self.key = key
        self.value = value
        self.container = container
        start = key?.mark.offset ?? value.source.mark.offset
        hasBlankBefore = CommentScanner.isBlankLine(before: start, in: bytes)
    }
}
