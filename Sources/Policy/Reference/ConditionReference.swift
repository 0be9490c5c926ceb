/// What can be asked of an attribute, explained.
struct ConditionReference {
    let written: String
    let holds: String

    static let all: [ConditionReference] = [
        .init(written: "attr: pattern`, `attr: [p, q]", holds: "some value matches some pattern"),
        .init(
            written: "attr: { not: p }",
            holds: "some value matches none of the patterns: the form for \"anything outside of … is denied\""
        ),
        .init(
            written: "attr: { all: p }",
            holds: "there is a value, and every value matches: the form for allow rules"
        ),
        .init(written: "attr: { none: p }", holds: "no value matches"),
        .init(
            written: "attr: { exists: true }",
            holds: "there is a value (`false`: there is none); an empty `user`, `path` and the like is none"
        ),
        .init(
            written: "attr: { min: 64MiB, max: 4GiB }",
            holds: "there is a value, and every value is a number within; units count in steps of 1024"
        ),
        .init(
            written: "attr: { list: name }",
            holds: "like a pattern, with the patterns of that list; also `{ not: { list: name } }`"
        ),
        .init(written: "any: [ {…}, {…} ]", holds: "one of the groups of conditions holds"),
        .init(written: "not: {…}", holds: "the group of conditions doesn't hold"),
        .init(
            written: "phase: response",
            holds: "the rule is asked when the answer is about to leave, not before the call"
        ),
    ]
}
