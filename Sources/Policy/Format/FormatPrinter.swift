/// Writes a rule file, one form for each content.
struct FormatPrinter {
    private var lines: [String] = []

    /// Characters of a line; what has no place to break is longer.
    static let width = 120
    private static let step = 2

    static func text(of root: FormatNode) -> String {
        var printer = FormatPrinter()
        printer.settle(root, indent: 0)
        if root.entries.isEmpty {
            printer.comments(root.closing, indent: 0)
            printer.lines.append(printer.inline(root) ?? "")
        } else {
            printer.write(root, indent: 0)
        }
        return printer.text
    }

    /// A file that holds nothing else.
    static func text(of comments: [FormatComment]) -> String {
        var printer = FormatPrinter()
        printer.comments(comments, indent: 0)
        return printer.text
    }

    private var text: String { lines.map { $0 + "\n" }.joined() }

    /// Recursive, to the depth that the YAML reader allows.
    private mutating func write(_ node: FormatNode, indent: Int) {
        for (number, entry) in node.entries.enumerated() {
            let isFirst = number == 0
            let hasBlank = entry.leading.first?.hasBlankBefore ?? entry.hasBlankBefore
            if !isFirst, hasBlank || node.role.isSpaced(before: entry.key?.text) { lines.append("") }
            comments(entry.leading, indent: indent)
            if !entry.leading.isEmpty, entry.hasBlankBefore { lines.append("") }
            write(entry, indent: indent)
        }
        if node.closing.first?.hasBlankBefore == true { lines.append("") }
        comments(node.closing, indent: indent)
    }

    /// Gives the comments to an entry that its value has no line for.
    private func settle(_ node: FormatNode, indent: Int) {
        for entry in node.entries {
            settle(entry.value, indent: indent + Self.step)
            entry.takeOver()
            guard entry.key == nil, !entry.value.entries.isEmpty, needsLines(entry, indent) else { continue }
            // Behind the dash of an entry that goes on below there is no place.
            entry.leading += entry.trailing
            entry.trailing = []
        }
    }

    private mutating func write(_ entry: FormatEntry, indent: Int) {
        let start = self.start(of: entry, indent)
        guard needsLines(entry, indent) else {
            let value = inline(entry.value) ?? ""
            return end(value.isEmpty ? start : "\(start) \(value)", entry.trailing)
        }
        if let block = block(entry, indent) {
            end("\(start) \(block.header)", entry.trailing)
            let pad = Self.spaces(indent + Self.step)
            lines += block.lines.map { $0.isEmpty ? "" : pad + $0 }
        } else if entry.key == nil {
            let first = lines.count
            write(entry.value, indent: indent + Self.step)
            if lines.indices.contains(first) {
                lines[first] = "\(start) \(lines[first].dropFirst(indent + Self.step))"
            }
        } else {
            end(start, entry.trailing)
            write(entry.value, indent: indent + Self.step)
        }
    }

    private func start(of entry: FormatEntry, _ indent: Int) -> String {
        Self.spaces(indent) + (entry.key.map { ScalarText.key($0.text ?? "") + ":" } ?? "-")
    }

    /// Whether the value of an entry goes on below its line.
    private func needsLines(_ entry: FormatEntry, _ indent: Int) -> Bool {
        if entry.value.source.text != nil { return block(entry, indent) != nil }
        guard let inline = inline(entry.value) else { return true }
        guard !entry.value.entries.isEmpty else { return false }
        return start(of: entry, indent).unicodeScalars.count + 1 + inline.unicodeScalars.count > Self.width
    }

    private func block(_ entry: FormatEntry, _ indent: Int) -> BlockText? {
        let value = entry.value.source
        guard let text = value.text, !value.isAbsent else { return nil }
        if value.style == .folded || value.mark.line != value.endMark.line, value.style != .literal {
            let line = start(of: entry, indent) + " " + ScalarText.inline(value, entry.value.role, isFlow: false)
            let room = Self.width - indent - Self.step
            if line.unicodeScalars.count > Self.width, let prose = BlockText(wrapping: text, width: room) {
                return prose
            }
        }
        return BlockText(lines: text)
    }

    /// All of a value on one line; nothing where it has comments, or is one that has its entries on lines of their own.
    ///
    /// - Parameter isInside: Whether it stands in the brackets of another one.
    private func inline(_ node: FormatNode, isInside: Bool = false) -> String? {
        if node.source.text != nil {
            return ScalarText.inline(node.source, node.role, isFlow: isInside)
        }
        guard !node.entries.isEmpty else { return node.source.pairs == nil ? "[]" : "{}" }
        guard node.isFlow, !node.role.isAlwaysBlock, !node.hasComments else { return nil }
        var parts: [String] = []
        for entry in node.entries {
            guard let value = inline(entry.value, isInside: true) else { return nil }
            parts.append(entry.key.map { "\(ScalarText.key($0.text ?? "")): \(value)" } ?? value)
        }
        var inside = parts.joined(separator: ", ")
        // A value that is left out.
        if inside.last == " " { inside.removeLast() }
        return node.source.pairs == nil ? "[\(inside)]" : "{ \(inside) }"
    }

    private mutating func comments(_ comments: [FormatComment], indent: Int) {
        for (number, comment) in comments.enumerated() {
            if number > 0, comment.hasBlankBefore { lines.append("") }
            lines.append(Self.spaces(indent) + comment.text)
        }
    }

    private mutating func end(_ line: String, _ trailing: [FormatComment]) {
        let pad = Self.spaces(line.unicodeScalars.count)
        for (number, comment) in trailing.enumerated() {
            lines.append((number == 0 ? line : pad) + "  " + comment.text)
        }
        if trailing.isEmpty { lines.append(line) }
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
