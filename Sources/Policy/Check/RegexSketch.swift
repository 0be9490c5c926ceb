/// The rough form of a pattern: enough to see what an author probably meant, never to decide what matches.
///
/// What it doesn't know becomes ``Kind/other``. Made from patterns that PCRE2 has compiled.
struct RegexSketch {
    struct Node {
        let kind: Kind
        /// Bytes of the pattern.
        let range: Range<Int>
    }

    indirect enum Kind {
        case character(Unicode.Scalar)
        /// An unescaped dot.
        case dot
        /// One of several characters, with one of them.
        case set(Unicode.Scalar)
        case start
        case end
        /// The alternatives of a group.
        case group([[Node]])
        /// - maximum: Nothing where there is no limit.
        case repeated(Node, minimum: Int, maximum: Int?)
        /// `${…}`
        case variable
        case other
    }

    /// The alternatives at the top of the pattern.
    let branches: [[Node]]

    init(_ text: String) {
        var parser = RegexSketchParser(text)
        branches = parser.parse()
    }

    /// Whether an alternative of the whole pattern is without the anchor that another has.
    var isHalfAnchored: Bool {
        guard branches.count > 1 else { return false }
        let starts = branches.count { if case .start? = $0.first?.kind { true } else { false } }
        let ends = branches.count { if case .end? = $0.last?.kind { true } else { false } }
        return (starts > 0 && starts < branches.count) || (ends > 0 && ends < branches.count)
    }

    /// A text that the pattern probably matches, as short as possible.
    ///
    /// - Parameter filling: How often a part is there that may be there any number of times.
    func sample(filling: Int = 1) -> String {
        guard let branch = branches.first else { return "" }
        return Self.sample(branch, filling)
    }

    static func sample(_ nodes: [Node], _ filling: Int) -> String {
        nodes.map { sample($0, filling) }.joined()
    }

    /// Recursive, to the depth of the parser.
    static func sample(_ node: Node, _ filling: Int) -> String {
        switch node.kind {
        case .character(let scalar), .set(let scalar): return String(Character(scalar))
        case .dot, .variable: return "x"
        case .start, .end, .other: return ""
        case .group(let branches): return branches.first.map { sample($0, filling) } ?? ""
        case .repeated(let part, let minimum, let maximum):
            let count = maximum == nil ? max(minimum, filling) : minimum
            let text = sample(part, filling)
            guard text.utf8.count <= 256 else { return text }
            return String(repeating: text, count: min(count, 64))
        }
    }
}
