import DockerAPI
import PCRE2

/// A policy that can be used, and the looks that are taken at what it says.
final class PolicyCheck {
    let files: [RuleFileSyntax]
    let policy: Policy
    let options: CheckOptions
    let rules: [CheckedRule]
    /// The numbers of the rules by their ids.
    let numbers: [String: Int]
    let scratch = MatchScratch()

    private let table: PatternTable
    private var known: [String: CheckedPattern] = [:]
    private var knownSearches: [String: CheckedPattern] = [:]
    private var lists: [String: PatternList] = [:]
    /// By the object that says where a condition stands: each is asked for again and again.
    private var patternsOfConditions: [ObjectIdentifier: [CheckedPattern]] = [:]
    /// Where the lines of each file start, in bytes.
    private var lineStarts: [String: [Int]] = [:]
    private var didAccept: Set<String> = []

    private struct PatternList {
        let patterns: [WrittenPattern]
    }

    private init(_ files: [RuleFileSyntax], _ policy: Policy, _ table: PatternTable, _ options: CheckOptions) {
        self.files = files
        self.policy = policy
        self.table = table
        self.options = options
        var rules: [CheckedRule] = []
        for file in files {
            for list in file.lists {
                let patterns = list.patterns.compactMap { pattern -> WrittenPattern? in
                    guard case .pattern(let text, let node) = pattern else { return nil }
                    return WrittenPattern(text: text, node: node, source: file.source)
                }
                lists[list.name] = PatternList(patterns: patterns)
            }
            for rule in file.rules {
                guard let match = rule.match, let effect = rule.effect else { continue }
                rules.append(CheckedRule(rule, match, effect, file, number: rules.count))
            }
        }
        self.rules = rules
        numbers = Dictionary(rules.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter table: That of the compiler, which knows the policy's patterns already.
    static func run(_ files: [RuleFileSyntax], _ policy: Policy, _ table: PatternTable, _ options: CheckOptions) {
        let check = PolicyCheck(files, policy, table, options)
        check.checkDefault()
        check.checkNames()
        check.checkPatterns()
        check.checkConditions()
        check.checkEndpoints()
        check.checkDeadRules()
        check.checkSlowPatterns()
        check.checkHostRoot()
        check.checkAccepted()
    }

    /// A pattern with what is known of it.
    func pattern(_ text: String, isSearch: Bool = false) -> CheckedPattern {
        if let found = isSearch ? knownSearches[text] : known[text] { return found }
        var texts: [[UInt8]]?
        var isTemplate = false
        if case .success(let matcher) = table.matcher(for: text, isSearch: isSearch) {
            texts = matcher.texts
            if case .template = matcher { isTemplate = true }
        }
        let pattern = CheckedPattern(text, isSearch: isSearch, texts: texts, isTemplate: isTemplate, scratch: scratch)
        if isSearch { knownSearches[text] = pattern } else { known[text] = pattern }
        return pattern
    }

    /// The patterns that a condition compares with, those of lists among them.
    func patterns(_ condition: ConditionSyntax) -> [CheckedPattern] {
        let key = ObjectIdentifier(condition.source)
        if let known = patternsOfConditions[key] { return known }
        let isSearch = condition.attribute.isText
        var patterns: [CheckedPattern] = []
        for pattern in condition.test.patterns {
            switch pattern {
            case .pattern(let text, _): patterns.append(self.pattern(text, isSearch: isSearch))
            case .list(let name, _):
                for pattern in lists[name]?.patterns ?? [] {
                    patterns.append(self.pattern(pattern.text, isSearch: isSearch))
                }
            }
        }
        patternsOfConditions[key] = patterns
        return patterns
    }

    /// The same, with the place of each.
    func written(_ condition: ConditionSyntax, in source: SourceText) -> [WrittenPattern] {
        condition.test.patterns.flatMap { pattern -> [WrittenPattern] in
            switch pattern {
            case .pattern(let text, let node): [WrittenPattern(text: text, node: node, source: source)]
            case .list(let name, _): lists[name]?.patterns ?? []
            }
        }
    }

    /// Warns about a rule, unless its author says that it is meant so.
    ///
    /// - Parameter width: Characters that the caret covers.
    func warn(
        _ kind: DiagnosticKind,
        _ rule: CheckedRule,
        at place: SourcePlace,
        width: Int = 1,
        in source: SourceText? = nil,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil
    ) {
        if rule.syntax.accepted.contains(where: { $0.kind == kind }) {
            didAccept.insert("\(rule.id) \(kind.rawValue)")
            return
        }
        let source = source ?? rule.source
        guard !source.sink.isFull(.warning) else { return }
        source.report(
            kind,
            severity: .warning,
            at: mark(place, in: source),
            message(),
            help: help(),
            width: width
        )
    }

    /// Warns about a value of a rule.
    func warn(
        _ kind: DiagnosticKind,
        _ rule: CheckedRule,
        at node: YAMLNode,
        in source: SourceText? = nil,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil
    ) {
        let isOneLine = node.text != nil && node.mark.line == node.endMark.line
        warn(
            kind,
            rule,
            at: (source ?? rule.source).place(node),
            width: isOneLine ? node.endMark.column - node.mark.column : 1,
            in: source,
            message(),
            help: help()
        )
    }

    private func mark(_ place: SourcePlace, in source: SourceText) -> YAMLMark {
        let starts: [Int]
        if let known = lineStarts[place.file] {
            starts = known
        } else {
            var found = [0]
            for (offset, byte) in source.file.text.enumerated() where byte == UInt8(ascii: "\n") {
                found.append(offset + 1)
            }
            lineStarts[place.file] = found
            starts = found
        }
        let line = min(max(place.line, 1), starts.count)
        return YAMLMark(line: place.line, column: place.column, offset: starts[line - 1])
    }

    /// What a rule accepts and nothing found is an acceptance that would hide something later.
    private func checkAccepted() {
        for rule in rules {
            for (kind, node) in rule.syntax.accepted where !didAccept.contains("\(rule.id) \(kind.rawValue)") {
                // Only where the host is known does that finding come up at all.
                if kind == .nobodyAuthenticates, options.dockerdAuthenticates == nil { continue }
                rule.source.report(
                    .unneededAccept,
                    severity: .warning,
                    at: node,
                    "the rule `\(rule.id)` has no finding `\(kind.rawValue)`",
                    help: "remove it from `accept`, so that it can't hide one later"
                )
            }
        }
    }
}

/// A pattern and where it stands.
struct WrittenPattern {
    let text: String
    let node: YAMLNode
    let source: SourceText
}
