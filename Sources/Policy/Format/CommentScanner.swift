/// Finds the comments of a YAML text: each `#` that is in none of its scalars starts one.
struct CommentScanner {
    private let bytes: [UInt8]
    /// The scalars in the order of the text.
    private var scalars: [YAMLNode] = []
    private var comments: [FormatComment] = []
    private var lineStart = 0
    private var line = 1
    private var hasText = false

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Parameter root: What ``YAMLReader`` made of the text.
    static func comments(in bytes: [UInt8], _ root: YAMLNode?) -> [FormatComment] {
        var scanner = CommentScanner(bytes)
        if let root { scanner.collect(root) }
        scanner.scan()
        return scanner.comments
    }

    /// Whether the line before the one that holds a byte is blank.
    static func isBlankLine(before offset: Int, in bytes: [UInt8]) -> Bool {
        var at = min(offset, bytes.count)
        while at > 0, bytes[at - 1] != UInt8(ascii: "\n") { at -= 1 }
        guard at > 0 else { return false }
        at -= 1
        while at > 0, bytes[at - 1] != UInt8(ascii: "\n") {
            guard isBlank(bytes[at - 1]) else { return false }
            at -= 1
        }
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private mutating func collect(_ node: YAMLNode) {
        switch node.content {
        case .scalar: if node.endMark.offset > node.mark.offset { scalars.append(node) }
        case .sequence(let items): for item in items { collect(item) }
        case .mapping(let pairs):
            for pair in pairs {
                collect(pair.key)
                collect(pair.value)
            }
        }
    }

    private mutating func scan() {
        var at = 0
        var next = 0
        while at < bytes.count {
            if next < scalars.count, scalars[next].mark.offset <= at {
                at = skip(scalars[next], at)
                next += 1
                continue
            }
            switch bytes[at] {
            case UInt8(ascii: "\n"): breakLine(at)
            case UInt8(ascii: "#"):
                at = take(at)
                continue
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","):
                hasText = true
            default: break
            }
            at += 1
        }
    }

    private mutating func breakLine(_ at: Int) {
        line += 1
        lineStart = at + 1
        hasText = false
    }

    /// - Returns: Where the text goes on behind a scalar.
    private mutating func skip(_ scalar: YAMLNode, _ at: Int) -> Int {
        hasText = true
        let end = max(scalar.endMark.offset, at)
        var at = at
        var isHeader = scalar.style == .literal || scalar.style == .folded
        while at < end {
            if bytes[at] == UInt8(ascii: "\n") {
                isHeader = false
                breakLine(at)
                // The line that a quoted or plain text ends on has some of it; a block's text ends with its lines.
                hasText = scalar.style != .literal && scalar.style != .folded
            } else if isHeader, bytes[at] == UInt8(ascii: "#") {
                at = take(at)
                continue
            }
            at += 1
        }
        return at
    }

    /// - Returns: The end of the line.
    private mutating func take(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        var last = end
        while last > start, Self.isBlank(bytes[last - 1]) { last -= 1 }
        // Behind the end of the document, `...`, nothing is further in than the file.
        let isOutside = !hasText && bytes[lineStart] == UInt8(ascii: ".")
        let column = isOutside ? 1 : bytes[lineStart..<start].count { $0 & 0xC0 != 0x80 } + 1
        comments.append(
            FormatComment(
                text: String(decoding: bytes[start..<last], as: UTF8.self),
                offset: start,
                line: line,
                column: column,
                followsText: hasText,
                hasBlankBefore: !hasText && Self.isBlankLine(before: start, in: bytes)
            )
        )
        return end
    }
}
