/// Text that every match of a pattern has to contain, found without running it.
///
/// On the safe side: what it doesn't know makes it find none. A value without the text can't match, so PCRE2 need not be
/// asked.
struct RequiredText {
    /// The longest such text, as UTF-8; empty when there is none to be told.
    let text: [UInt8]
    /// Several texts of which there has to be one, where they say more than ``text``; or texts whose case doesn't count.
    let choice: RequiredChoice?

    /// Reads a pattern that PCRE2 has compiled without an error.
    init(_ source: [UInt8]) {
        var reader = RequiredTextReader(source)
        guard reader.read() else {
            text = []
            choice = nil
            return
        }
        text = reader.ignoresCase ? [] : reader.longest
        let alone = reader.ignoresCase ? [reader.longest] : []
        let texts = reader.longest.count < reader.choiceLength ? reader.choice : alone
        choice = RequiredChoice(texts, ignoresCase: reader.ignoresCase)
    }
}

/// Goes through the outermost level of a pattern: a row of characters, classes and groups, each perhaps repeated.
private struct RequiredTextReader {
    private let source: [UInt8]
    private var at = 0
    /// The literal characters that stood last, one behind the other.
    private var run: [UInt8] = []
    /// Where the last of them begins in `run`; nothing when something else than a character stood last.
    private var lastStart: Int?
    private(set) var longest: [UInt8] = []
    /// The group of plain texts whose shortest text is the longest.
    private(set) var choice: [[UInt8]] = []
    /// Whether the pattern begins with `(?i)`.
    let ignoresCase: Bool

    init(_ source: [UInt8]) {
        self.source = source
        ignoresCase = source.starts(with: "(?i)".utf8)
        at = ignoresCase ? 4 : 0
    }

    /// Bytes of the shortest text of the choice.
    var choiceLength: Int { choice.map(\.count).min() ?? 0 }

    private var next: UInt8? { at < source.count ? source[at] : nil }

    /// - Returns: Whether the whole pattern was understood.
    mutating func read() -> Bool {
        while let byte = next {
            switch byte {
            case UInt8(ascii: "|"), UInt8(ascii: ")"):
                return false
            case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."):
                at += 1
                endRun()
            case UInt8(ascii: "("):
                noteChoice()
                guard skipGroup() else { return false }
                endRun()
            case UInt8(ascii: "["):
                guard skipClass() else { return false }
                endRun()
            case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"):
                guard readQuantifier() else { return false }
            case UInt8(ascii: "\\"):
                guard readEscape() else { return false }
            default:
                readCharacter()
            }
        }
        endRun()
        return true
    }

    private mutating func endRun() {
        if run.count > longest.count { longest = run }
        run.removeAll(keepingCapacity: true)
        lastStart = nil
    }

    /// Takes a group of plain texts that can't be left out, `(abc|def)`, for the choice if it says more than the one before.
    private mutating func noteChoice() {
        var end = at + 1
        if source[end...].starts(with: "?:".utf8) { end += 2 }
        var texts: [[UInt8]] = [[]]
        while end < source.count, source[end] != UInt8(ascii: ")") {
            if source[end] == UInt8(ascii: "|") {
                texts.append([])
                end += 1
            } else {
                guard let next = LiteralText.readCharacter(source, end, into: &texts[texts.count - 1]) else { return }
                end = next
            }
        }
        guard end < source.count else { return }
        // What is repeated may be left out, but for `+`.
        if end + 1 < source.count, "?*{".utf8.contains(source[end + 1]) { return }
        if texts.map(\.count).min() ?? 0 > choiceLength { choice = texts }
    }

    private mutating func readCharacter() {
        let start = run.count
        guard let end = LiteralText.readCharacter(source, at, into: &run) else {
            // Not reached: a byte that is no syntax is a character.
            at += 1
            return endRun()
        }
        lastStart = start
        at = end
    }

    private mutating func readEscape() -> Bool {
        guard at + 1 < source.count else { return false }
        let start = run.count
        if let end = LiteralText.readCharacter(source, at, into: &run) {
            lastStart = start
            at = end
            return true
        }
        switch source[at + 1] {
        case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "s"),
            UInt8(ascii: "S"), UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "b"), UInt8(ascii: "B"):
            at += 2
            endRun()
            return true
        default:
            return false
        }
    }

    /// `?`, `*`, `+`, `{n}`, `{n,}` or `{n,m}`, and the `?` or `+` behind it.
    private mutating func readQuantifier() -> Bool {
        var isOptional = true
        if next == UInt8(ascii: "{") {
            guard let minimum = readBraces() else { return false }
            isOptional = minimum == 0
        } else {
            isOptional = next != UInt8(ascii: "+")
            at += 1
        }
        if next == UInt8(ascii: "?") || next == UInt8(ascii: "+") { at += 1 }
        // Of a repeated character one is certain, but nothing about what stands behind it.
        if let lastStart, isOptional { run.removeSubrange(lastStart...) }
        endRun()
        return true
    }

    /// - Returns: The first number; nothing when the brace is text, or anything else than digits and a comma.
    private mutating func readBraces() -> Int? {
        var end = at + 1
        var minimum = 0
        var digits = 0
        while end < source.count, source[end] &- UInt8(ascii: "0") < 10, digits < 6 {
            minimum = minimum * 10 + Int(source[end] &- UInt8(ascii: "0"))
            digits += 1
            end += 1
        }
        guard digits > 0 else { return nil }
        if end < source.count, source[end] == UInt8(ascii: ",") {
            end += 1
            while end < source.count, source[end] &- UInt8(ascii: "0") < 10 { end += 1 }
        }
        guard end < source.count, source[end] == UInt8(ascii: "}") else { return nil }
        at = end + 1
        return minimum
    }

    /// Skips a class without classes in it.
    private mutating func skipClass() -> Bool {
        at += 1
        if next == UInt8(ascii: "^") { at += 1 }
        // A bracket that stands first is text.
        if next == UInt8(ascii: "]") { at += 1 }
        while let byte = next {
            switch byte {
            case UInt8(ascii: "]"):
                at += 1
                return true
            case UInt8(ascii: "["):
                return false
            case UInt8(ascii: "\\"):
                guard skipEscape() else { return false }
            default:
                at += 1
            }
        }
        return false
    }

    /// Skips a group of the kinds `(…)` and `(?:…)`, with such groups in it.
    private mutating func skipGroup() -> Bool {
        var depth = 0
        while let byte = next {
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                at += 1
                if next == UInt8(ascii: "*") { return false }
                if next == UInt8(ascii: "?") {
                    guard at + 1 < source.count, source[at + 1] == UInt8(ascii: ":") else { return false }
                    at += 2
                }
            case UInt8(ascii: ")"):
                depth -= 1
                at += 1
                if depth == 0 { return true }
            case UInt8(ascii: "["):
                guard skipClass() else { return false }
            case UInt8(ascii: "\\"):
                guard skipEscape() else { return false }
            default:
                at += 1
            }
        }
        return false
    }

    /// Skips a backslash and what it takes with it. Only escapes of which that is one character.
    private mutating func skipEscape() -> Bool {
        guard at + 1 < source.count else { return false }
        switch source[at + 1] {
        case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "s"),
            UInt8(ascii: "S"), UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "b"), UInt8(ascii: "B"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            break
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
            return false
        default:
            break
        }
        at += 2
        return true
    }
}
