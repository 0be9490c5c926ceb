import TestSupport

/// Writes a model as YAML in a random layout: indentation, brackets, quotes, blank lines, order of keys, comments.
struct LayoutWriter {
    var random: SeededGenerator
    private(set) var text = ""
    /// All comments that were written, as they should come out.
    private(set) var comments: [String] = []

    /// Whether a text that ends with its lines stood last: what is further in belongs to it.
    private var isBehindLines = false

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func write(_ model: LayoutModel) {
        if chance(20) { text += "---\n" }
        aside(0)
        block(model, indent: 0)
        aside(0)
        if chance(20) { while text.last == "\n" { text.removeLast() } }
    }

    private mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func spaces(_ range: ClosedRange<Int>) -> String { String(repeating: " ", count: number(range)) }

    private mutating func comment() -> String {
        let words = ["#", "# why", "#tight", "# a: b", "# 'x'", "# é [x] {y}", "#### - id", "# \"", "#\t|"]
        let comment = words[number(0...words.count - 1)] + " \(comments.count)"
        comments.append(comment)
        return comment + (chance(20) ? "  \t" : "")
    }

    /// Blank lines and comments on lines of their own.
    private mutating func aside(_ indent: Int) {
        while chance(20) { text += (chance(30) ? "   " : "") + "\n" }
        while chance(20) {
            let column = chance(80) || isBehindLines ? indent : number(0...8)
            text += String(repeating: " ", count: column) + comment() + "\n"
            while chance(20) { text += "\n" }
        }
    }

    private mutating func end() { text += (chance(15) ? spaces(1...4) + comment() : "") + "\n" }

    private mutating func pairs(_ model: LayoutModel) -> [(String, LayoutModel)]? {
        switch model {
        case .map(let pairs): pairs
        case .free(let pairs): chance(50) ? pairs.shuffled(using: &random) : pairs
        default: nil
        }
    }

    /// A list or mapping whose first line starts where the text ends.
    private mutating func block(_ model: LayoutModel, indent: Int) {
        let pad = String(repeating: " ", count: indent)
        if case .list(let items) = model {
            for (number, item) in items.enumerated() {
                if number > 0 { aside(indent) }
                text += (number > 0 ? pad : "") + "-"
                entry(item, indent: indent, isItem: true)
            }
        } else if let pairs = pairs(model) {
            for (number, pair) in pairs.enumerated() {
                if number > 0 { aside(indent) }
                text += (number > 0 ? pad : "") + scalar(pair.0, isKey: true) + ":"
                entry(pair.1, indent: indent, isItem: false)
            }
        }
        if chance(10) { text += pad + comment() + "\n" }
    }

    private mutating func entry(_ model: LayoutModel, indent: Int, isItem: Bool) {
        var isEmpty = false
        var isList = false
        isBehindLines = false
        switch model {
        case .text(let text):
            if let long = long(text, indent) {
                isBehindLines = true
                return self.text += long
            }
            self.text += " " + scalar(text)
            return end()
        case .bare(let text):
            self.text += text.isEmpty ? "" : " " + text
            return end()
        case .quoted(let text):
            self.text += " " + quoted(text)
            return end()
        case .list(let items): (isEmpty, isList) = (items.isEmpty, true)
        case .map(let pairs), .free(let pairs): isEmpty = pairs.isEmpty
        }
        if isEmpty || chance(25) {
            text += " "
            flow(model, indent: indent + 2)
            return end()
        }
        if isItem, chance(80) {
            let gap = spaces(1...3)
            text += gap
            block(model, indent: indent + 1 + gap.utf8.count)
            return
        }
        end()
        let step = number(isItem || !isList ? 1...4 : 0...4)
        aside(indent + step)
        text += String(repeating: " ", count: indent + step)
        block(model, indent: indent + step)
    }

    private mutating func flow(_ model: LayoutModel, indent: Int) {
        switch model {
        case .text(let text): self.text += scalar(text, isKey: true)
        case .bare(let text): self.text += text
        case .quoted(let text): self.text += quoted(text)
        case .list(let items):
            text += "["
            for (number, item) in items.enumerated() {
                if number > 0 { text += "," }
                gap(indent)
                // Nothing between two commas is no YAML.
                if case .bare("") = item { text += "null" } else { flow(item, indent: indent + 2) }
            }
            gap(indent)
            text += "]"
        case .map, .free:
            text += "{"
            for (number, pair) in (pairs(model) ?? []).enumerated() {
                if number > 0 { text += "," }
                gap(indent)
                text += scalar(pair.0, isKey: true) + ": "
                flow(pair.1, indent: indent + 2)
            }
            gap(indent)
            text += "}"
        }
    }

    private mutating func gap(_ indent: Int) {
        if chance(85) { return text += spaces(0...2) }
        if chance(50) { text += " " + comment() }
        text += "\n"
        if chance(20) { text += "\n" }
        if chance(30) { text += String(repeating: " ", count: indent) + comment() + "\n" }
        text += String(repeating: " ", count: indent)
    }

    /// A text over several lines, with its header and its end; nothing where that can't be, or isn't wanted.
    private mutating func long(_ text: String, _ indent: Int) -> String? {
        let pad = String(repeating: " ", count: indent + 2)
        if text.contains("\n"), !text.hasPrefix("\n"), !text.hasPrefix(" "), !text.contains("\t"), chance(60) {
            let ends = text.hasSuffix("\n")
            let lines = (ends ? text.dropLast() : text[...]).split(separator: "\n", omittingEmptySubsequences: false)
            let header = " |" + (ends ? "" : "-") + (chance(20) ? "  " + comment() : "") + "\n"
            return header + lines.map { $0.isEmpty ? "\n" : pad + $0 + "\n" }.joined()
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 3, !text.contains("\n"), words.allSatisfy({ !$0.isEmpty }), chance(50) else { return nil }
        if chance(50) { return " >-\n" + words.map { pad + $0 + "\n" }.joined() }
        guard !text.contains(": "), !text.contains("{") else { return nil }
        return " " + words.joined(separator: "\n\(pad)") + "\n"
    }

    private mutating func scalar(_ text: String, isKey: Bool = false) -> String {
        let isPlain =
            text.utf8.first.map { $0 &- 0x61 < 26 || $0 &- 0x41 < 26 || $0 &- 0x30 < 10 || $0 == 0x2F } == true
            && text.utf8.allSatisfy {
                $0 &- 0x61 < 26 || $0 &- 0x41 < 26 || $0 &- 0x30 < 10 || "._-/|*\\$".utf8.contains($0)
            }
        if isPlain || text == "~", chance(50) { return text }
        return quoted(text)
    }

    private mutating func quoted(_ text: String) -> String {
        if !text.unicodeScalars.contains(where: { "\n\t\u{200B}".unicodeScalars.contains($0) }), chance(60) {
            return "'" + text.replacing("'", with: "''") + "'"
        }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\u{200B}": result += "\\u200b"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
