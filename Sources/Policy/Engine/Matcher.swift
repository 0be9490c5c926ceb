import PCRE2
import StrictJSON

/// A pattern in the form that is quickest to match.
enum Matcher: Sendable {
    /// The value is one of a few texts: `GET|HEAD`.
    case literals([[UInt8]])
    case pattern(Pattern)
    case template(PatternTemplate)

    var cost: Int {
        switch self {
        case .literals: 1
        case .pattern(let pattern): pattern.traits.literal == nil ? 4 : 1
        case .template: 8
        }
    }

    /// The only texts that match, when that can be told.
    var texts: [[UInt8]]? {
        switch self {
        case .literals(let texts): texts
        case .pattern(let pattern): pattern.anchoring == .whole ? pattern.traits.literal.map { [$0] } : nil
        case .template: nil
        }
    }

    /// Texts of which every value that matches contains at least one, when that can be told.
    var requiredTexts: [[UInt8]]? {
        switch self {
        case .literals(let texts): texts
        case .pattern(let pattern): pattern.traits.required.isEmpty ? nil : [pattern.traits.required]
        case .template: nil
        }
    }

    /// Whether a value is one of the texts; bytes that are no text fail, as they do in a pattern.
    ///
    /// - Parameter isText: Whether the value is UTF-8 for certain.
    static func match(_ value: Span<UInt8>, among texts: [[UInt8]], isText: Bool) -> MatchOutcome {
        for text in texts where BytesHash.equal(value, text) { return .match }
        return isText || UTF8Sequence.isValid(value) ? .noMatch : .failed(.invalidUTF8)
    }
}
