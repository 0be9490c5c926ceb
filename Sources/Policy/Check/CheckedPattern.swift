import PCRE2

/// One pattern of a policy, with what the checks want to know of it.
final class CheckedPattern {
    let text: String
    let isSearch: Bool
    /// Nothing for a pattern with `${…}` in it.
    let pattern: Pattern?
    /// The only texts that match, when that can be told.
    let texts: [[UInt8]]?
    lazy var sketch = RegexSketch(text)

    private let scratch: MatchScratch
    private var actionSet: [Bool]?

    init(_ text: String, isSearch: Bool, texts: [[UInt8]]?, isTemplate: Bool, scratch: MatchScratch) {
        self.text = text
        self.isSearch = isSearch
        self.texts = texts
        self.scratch = scratch
        pattern = isTemplate ? nil : try? Pattern(text, anchoring: isSearch ? .search : .whole)
    }

    /// Whether it matches every text.
    var isEverything: Bool { text == ".*" || text == "^.*$" || text == "^.*" || text == ".*$" }

    /// Whether a value matches; nothing when that depends on the caller, or can't be found out.
    func matches(_ value: [UInt8]) -> Bool? {
        guard let pattern else { return nil }
        switch pattern.match(value.span, using: scratch) {
        case .match: return true
        case .noMatch: return false
        case .failed: return nil
        }
    }

    func matches(_ value: String) -> Bool? { matches(Array(value.utf8)) }

    /// For each action of ``EndpointStates/actions``, whether it matches; nothing for a pattern with `${…}`.
    var actions: [Bool]? {
        if let actionSet { return actionSet }
        guard pattern != nil else { return nil }
        var set: [Bool] = []
        for action in EndpointStates.actions {
            guard let matches = matches(action) else { return nil }
            set.append(matches)
        }
        actionSet = set
        return set
    }
}
