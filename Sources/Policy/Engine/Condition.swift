import PCRE2

/// One attribute and what its values have to be.
final class Condition: Sendable {
    enum Test: Sendable {
        /// Some value matches some pattern.
        case some([Matcher])
        /// Some value matches none of the patterns.
        case someOther([Matcher])
        /// There is a value, and every value matches some pattern.
        case all([Matcher])
        /// No value matches any pattern.
        case none([Matcher])
        /// There is a value, or there is none; an empty value of a single-valued attribute is none.
        case exists(Bool)
        /// There is a value, and every value is a number within.
        case within(NumberRange)
    }

    let attribute: Attribute
    let test: Test
    let source: ExpressionSource
    let cost: Int
    /// The pattern, where there is only one and nothing else: then nothing is counted or copied for each value.
    let onlyPattern: Pattern?

    init(_ attribute: Attribute, _ test: Test, source: ExpressionSource) {
        self.attribute = attribute
        self.test = test
        self.source = source
        switch test {
        case .some(let matchers), .someOther(let matchers), .all(let matchers), .none(let matchers):
            cost = matchers.reduce(attribute.cost) { $0 &+ $1.cost }
            onlyPattern = if matchers.count == 1, case .pattern(let pattern) = matchers[0] { pattern } else { nil }
        case .exists, .within:
            cost = attribute.cost &+ 1
            onlyPattern = nil
        }
    }
}
