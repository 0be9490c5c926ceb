/// Splits a pattern at its `${…}`.
///
/// A variable has to stand where a pattern can have a group. In a character class its value would be taken apart, between
/// `\Q` and `\E` it would be text: both are refused. In every other wrong place the filled-in pattern doesn't compile.
struct TemplateScanner {
    struct Reference {
        let name: String
        let range: Range<Int>
        let isMisplaced: Bool
    }

    private let bytes: [UInt8]
    private var at = 0
    private(set) var references: [Reference] = []

    init(_ source: String) {
        bytes = Array(source.utf8)
        // Most patterns have none.
        guard bytes.contains(UInt8(ascii: "$")) else { return }
        while at < bytes.count { scan() }
    }

    private mutating func scan() {
        switch bytes[at] {
        case UInt8(ascii: "\\"): skipEscape()
        case UInt8(ascii: "["): skipClass()
        case UInt8(ascii: "$"):
            if !take(isMisplaced: false) { at += 1 }
        default: at += 1
        }
    }

    private mutating func take(isMisplaced: Bool) -> Bool {
        guard let found = VariableSyntax.reference(in: bytes, at: at) else { return false }
        references.append(Reference(name: found.name, range: at..<found.end, isMisplaced: isMisplaced))
        at = found.end
        return true
    }

    /// - Precondition: A backslash is next.
    private mutating func skipEscape() {
        guard at + 1 < bytes.count else { return at += 1 }
        switch bytes[at + 1] {
        case UInt8(ascii: "Q"):
            at += 2
            while at < bytes.count, !(bytes[at] == UInt8(ascii: "\\") && next == UInt8(ascii: "E")) {
                if !take(isMisplaced: true) { at += 1 }
            }
            at = min(at + 2, bytes.count)
        case UInt8(ascii: "c"):
            // `\c$` is a control character; who writes `\c${user}` means something else.
            at += 2
            if !take(isMisplaced: true) { at += 1 }
        default:
            at += 2
        }
    }

    private var next: UInt8 { at + 1 < bytes.count ? bytes[at + 1] : 0 }

    /// - Precondition: An opening bracket is next.
    private mutating func skipClass() {
        at += 1
        skipEmptyQuotes()
        if at < bytes.count, bytes[at] == UInt8(ascii: "^") { at += 1 }
        skipEmptyQuotes()
        // A closing bracket in front is one of the characters.
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") { at += 1 }
        while at < bytes.count, bytes[at] != UInt8(ascii: "]") {
            switch bytes[at] {
            case UInt8(ascii: "\\"):
                skipEscape()
            case UInt8(ascii: "[") where next == UInt8(ascii: ":") || next == UInt8(ascii: "."):
                skipPOSIXClass()
            case UInt8(ascii: "$"):
                if !take(isMisplaced: true) { at += 1 }
            default:
                at += 1
            }
        }
        at += 1
    }

    /// `\E` and `\Q\E` are nothing, also in front of the bracket that is one of a class's characters.
    private mutating func skipEmptyQuotes() {
        while at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\") {
            if next == UInt8(ascii: "E") {
                at += 2
            } else if bytes[at...].starts(with: Array(#"\Q\E"#.utf8)) {
                at += 4
            } else {
                return
            }
        }
    }

    /// `[:alpha:]`; what only starts like one is a bracket.
    private mutating func skipPOSIXClass() {
        var end = at + 2
        while end < bytes.count, (bytes[end] | 0x20) &- UInt8(ascii: "a") < 26 || bytes[end] == UInt8(ascii: "^") {
            end += 1
        }
        let isClosed = end + 1 < bytes.count && bytes[end] == bytes[at + 1] && bytes[end + 1] == UInt8(ascii: "]")
        at = isClosed ? end + 2 : at + 1
    }
}
