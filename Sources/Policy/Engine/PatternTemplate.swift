import PCRE2

/// A pattern with `${…}` in it, to be filled in with the caller's values.
final class PatternTemplate: Sendable {
    enum Part: Sendable {
        case text(String)
        /// An index into ``variables``.
        case variable(Int)
    }

    /// Tells templates of one policy apart.
    let number: Int
    let source: String
    let parts: [Part]
    /// Each variable once.
    let variables: [Variable]
    let anchoring: Pattern.Anchoring

    init(number: Int, source: String, parts: [Part], variables: [Variable], anchoring: Pattern.Anchoring) {
        self.number = number
        self.source = source
        self.parts = parts
        self.variables = variables
        self.anchoring = anchoring
    }

    /// The pattern with each variable replaced by one value, which matches itself and nothing else.
    func filled(with values: [String]) -> String {
        var filled = ""
        for part in parts {
            switch part {
            case .text(let text): filled += text
            case .variable(let index):
                // As a group, so that what follows (`*`, a digit) is about all of the value.
                filled += "(?:" + quote(index < values.count ? values[index] : "") + ")"
            }
        }
        return filled
    }

    /// - Throws: What PCRE2 says; with a value that is not too long it said so when the policy was compiled.
    func pattern(for values: [String]) throws(PatternError) -> Pattern {
        try Pattern(filled(with: values), anchoring: anchoring)
    }
}
