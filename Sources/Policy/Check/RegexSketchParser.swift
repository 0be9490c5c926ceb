/// Reads a pattern into a ``RegexSketch``; never fails.
struct RegexSketchParser {
    private let bytes: [UInt8]
    private var at = 0

    private static let depthLimit = 40

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func parse() -> [[RegexSketch.Node]] {
        var branches = parseBranches(depth: 0)
        // A parenthesis too many ends the branches; PCRE2 refuses such a pattern.
        while at < bytes.count {
            at += 1
            branches += parseBranches(depth: 0)
        }
        return branches
    }

    private mutating func parseBranches(depth: Int) -> [[RegexSketch.Node]] {
        var branches: [[RegexSketch.Node]] = [[]]
        while at < bytes.count, bytes[at] != UInt8(ascii: ")") {
            if bytes[at] == UInt8(ascii: "|") {
                at += 1
                branches.append([])
                continue
            }
            let start = at
            guard let kind = parseAtom(depth: depth) else { continue }
            let atom = RegexSketch.Node(kind: kind, range: start..<at)
            branches[branches.count - 1].append(parseQuantifiers(atom, start))
        }
        return branches
    }

    private mutating func parseAtom(depth: Int) -> RegexSketch.Kind? {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "."):
            at += 1
            return .dot
        case UInt8(ascii: "^"):
            at += 1
            return .start
        case UInt8(ascii: "$"):
            if let reference = VariableSyntax.reference(in: bytes, at: at) {
                at = reference.end
                return .variable
            }
            at += 1
            return .end
        case UInt8(ascii: "["):
            return parseClass()
        case UInt8(ascii: "("):
            return parseGroup(depth: depth)
        case UInt8(ascii: "\\"):
            return parseEscape()
        default:
            return .character(parseScalar())
        }
    }

    private mutating func parseScalar() -> Unicode.Scalar {
        let lead = bytes[at]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let end = min(at + length, bytes.count)
        let scalar = String(decoding: bytes[at..<end], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
        at = end
        return scalar
    }

    /// - Precondition: A backslash is next.
    private mutating func parseEscape() -> RegexSketch.Kind {
        at += 1
        guard at < bytes.count else { return .other }
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "d"):
            at += 1
            return .set("0")
        case UInt8(ascii: "w"):
            at += 1
            return .set("a")
        case UInt8(ascii: "s"):
            at += 1
            return .set(" ")
        case UInt8(ascii: "D"), UInt8(ascii: "S"), UInt8(ascii: "N"):
            at += 1
            return .set("a")
        case UInt8(ascii: "W"):
            at += 1
            return .set("-")
        case UInt8(ascii: "A"):
            at += 1
            return .start
        case UInt8(ascii: "z"), UInt8(ascii: "Z"):
            at += 1
            return .end
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            at += 1
            if byte == UInt8(ascii: "Q") { skipQuoted() } else { skipBraces() }
            return .other
        default:
            return .character(parseScalar())
        }
    }

    private mutating func skipQuoted() {
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "E") {
                at += 2
                return
            }
            at += 1
        }
    }

    private mutating func skipBraces() {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "{") else { return }
        while at < bytes.count, bytes[at] != UInt8(ascii: "}") { at += 1 }
        at = min(at + 1, bytes.count)
    }

    /// - Precondition: An opening bracket is next.
    private mutating func parseClass() -> RegexSketch.Kind {
        at += 1
        var isNegated = false
        if at < bytes.count, bytes[at] == UInt8(ascii: "^") {
            isNegated = true
            at += 1
        }
        var first: Unicode.Scalar?
        var isFirst = true
        while at < bytes.count, isFirst || bytes[at] != UInt8(ascii: "]") {
            isFirst = false
            if bytes[at] == UInt8(ascii: "["), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ":") {
                while at < bytes.count, bytes[at] != UInt8(ascii: "]") { at += 1 }
                at = min(at + 1, bytes.count)
                if first == nil { first = "a" }
                continue
            }
            var scalar: Unicode.Scalar?
            if bytes[at] == UInt8(ascii: "\\") {
                switch parseEscape() {
                case .character(let found), .set(let found): scalar = found
                default: break
                }
            } else {
                scalar = parseScalar()
            }
            if first == nil { first = scalar }
        }
        at = min(at + 1, bytes.count)
        guard isNegated else { return first.map { .set($0) } ?? .other }
        return .set(first == "a" ? "b" : "a")
    }

    /// - Precondition: An opening parenthesis is next.
    private mutating func parseGroup(depth: Int) -> RegexSketch.Kind? {
        at += 1
        var isKnown = true
        var isSetting = false
        if at < bytes.count, bytes[at] == UInt8(ascii: "?") {
            at += 1
            let head = at
            while at < bytes.count, !")([|\\".utf8.contains(bytes[at]), bytes[at] != UInt8(ascii: ":"), at - head < 40 {
                if bytes[at] == UInt8(ascii: ">"), at > head { break }
                at += 1
            }
            let text = String(decoding: bytes[head..<at], as: UTF8.self)
            if at < bytes.count, bytes[at] == UInt8(ascii: ")"), text.allSatisfy({ "imsnx-^J".contains($0) }) {
                isSetting = true
            } else if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
                at += 1
                isKnown = text.allSatisfy { "imsn-^".contains($0) }
            } else if text.hasPrefix("<") || text.hasPrefix("P<") || text.hasPrefix("'"), !text.hasPrefix("<="),
                !text.hasPrefix("<!"), at < bytes.count, bytes[at] == UInt8(ascii: ">")
            {
                at += 1
            } else {
                isKnown = false
            }
        }
        guard depth < Self.depthLimit else {
            skipGroup()
            return .other
        }
        let branches = parseBranches(depth: depth + 1)
        at = min(at + 1, bytes.count)
        if isSetting { return nil }
        return isKnown ? .group(branches) : .other
    }

    private mutating func skipGroup() {
        var open = 1
        while at < bytes.count, open > 0 {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            default: break
            }
            at += 1
        }
        at = min(at, bytes.count)
    }

    private mutating func parseQuantifiers(_ atom: RegexSketch.Node, _ start: Int) -> RegexSketch.Node {
        var minimum = 1
        var maximum: Int? = 1
        guard at < bytes.count else { return atom }
        switch bytes[at] {
        case UInt8(ascii: "*"):
            (minimum, maximum) = (0, nil)
            at += 1
        case UInt8(ascii: "+"):
            (minimum, maximum) = (1, nil)
            at += 1
        case UInt8(ascii: "?"):
            (minimum, maximum) = (0, 1)
            at += 1
        case UInt8(ascii: "{"):
            guard let close = bytes[at...].prefix(16).firstIndex(of: UInt8(ascii: "}")) else { return atom }
            let inner = String(decoding: bytes[at + 1..<close], as: UTF8.self)
            let numbers = inner.split(separator: ",", omittingEmptySubsequences: false)
            guard numbers.count <= 2, let low = Int(numbers[0]) else { return atom }
            minimum = min(low, 1000)
            maximum = numbers.count == 1 ? minimum : Int(numbers[1])
            at = close + 1
        default: return atom
        }
        // Lazy or possessive.
        if at < bytes.count, bytes[at] == UInt8(ascii: "?") || bytes[at] == UInt8(ascii: "+") { at += 1 }
        return RegexSketch.Node(kind: .repeated(atom, minimum: minimum, maximum: maximum), range: start..<at)
    }
}
