/// What a value of a rule file is, as far as its form depends on it.
enum FormatRole {
    case file
    case groups
    case lists
    case rules
    case rule
    case match
    /// The parts of `any`.
    case parts
    /// What stands behind an attribute.
    case condition
    case tests
    /// A case of the whole policy, or the calls of a rule.
    case test
    case calls
    case call
    case request
    case response
    /// A body, where `true` and `'true'` are two things.
    case json
    /// A number, `true` or `false`, which stand without quotes.
    case word
    /// Text, and lists and mappings of it.
    case text

    /// What the value of a key is.
    func value(of key: String) -> FormatRole {
        switch (self, key) {
        case (.file, "groups"): .groups
        case (.file, "lists"): .lists
        case (.file, "rules"): .rules
        case (.file, "tests"): .tests
        case (.file, "version"): .word
        case (.rule, "match"): .match
        case (.rule, "tests"): .test
        case (.match, "any"): .parts
        case (.match, "not"): .match
        case (.match, "phase"): .text
        case (.match, _): .condition
        case (.condition, "exists"), (.condition, "min"), (.condition, "max"): .word
        case (.test, "match"), (.test, "no_match"): .calls
        case (.test, "request"), (.call, "request"): .request
        case (.test, "response"), (.call, "response"): .response
        case (.test, "body"), (.call, "body"), (.request, "body"), (.response, "body"): .json
        case (.test, "recorded"), (.call, "recorded"): .json
        case (.response, "status"): .word
        case (.json, _): .json
        default: .text
        }
    }

    /// What the entries of a list are.
    var item: FormatRole {
        switch self {
        case .rules: .rule
        case .parts: .match
        case .tests: .test
        case .calls: .call
        case .json: .json
        default: .text
        }
    }

    /// Known keys in the order in which they stand; others follow as they are.
    var order: [String] {
        switch self {
        case .file: ["version", "mode", "default", "groups", "lists", "rules", "tests"]
        case .rule: ["id", "effect", "mode", "audit", "message", "accept", "match", "tests"]
        case .match: ["phase"]
        case .test:
            ["name", "rule"] + FormatRole.call.order + ["match", "no_match", "expect", "rules", "reason"]
        case .call: ["user", "group", "certificate", "headers", "request", "body", "response", "recorded"]
        case .request: ["method", "uri", "body"]
        case .response: ["status", "headers", "body"]
        default: []
        }
    }

    /// Whether each entry has lines of its own, whatever the author wrote.
    var isAlwaysBlock: Bool {
        switch self {
        case .file, .groups, .lists, .rules, .rule, .tests, .test: true
        default: false
        }
    }

    /// Whether a blank line stands before an entry that is not the first.
    func isSpaced(before key: String?) -> Bool {
        switch self {
        case .rules: true
        case .file: !["version", "mode", "default"].contains(key)
        default: false
        }
    }
}
