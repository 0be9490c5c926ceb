/// Makes an expression of a rule's `match`: names looked up, patterns compiled, cheap conditions first.
struct ExpressionCompiler {
    let source: SourceText
    let table: PatternTable
    let lists: [String: [String]]
    let groups: [String]

    /// Nothing, and reports, when a part of it is wrong.
    func compile(_ syntax: MatchSyntax) -> Expression? {
        switch syntax {
        case .condition(let condition):
            return test(condition).map { .condition(Condition(condition.attribute, $0, source: condition.source)) }
        case .all(let parts, let place):
            guard let parts = compile(parts) else { return nil }
            return parts.count == 1 ? parts[0] : .all(parts, place)
        case .any(let parts, let place):
            return compile(parts).map { .any($0, place) }
        case .not(let part, let place):
            return compile(part).map { .not($0, place) }
        }
    }

    private func compile(_ parts: [MatchSyntax]) -> [Expression]? {
        // All of them, so that all mistakes are reported.
        let compiled = parts.map(compile)
        guard !compiled.isEmpty, compiled.allSatisfy({ $0 != nil }) else { return nil }
        return compiled.compactMap(\.self).enumerated().sorted { one, other in
            let costs = (one.element.cost, other.element.cost)
            return costs.0 != costs.1 ? costs.0 < costs.1 : one.offset < other.offset
        }.map(\.element)
    }

    private func test(_ condition: ConditionSyntax) -> Condition.Test? {
        switch condition.test {
        case .some(let patterns): matchers(patterns, condition).map { .some($0) }
        case .someOther(let patterns): matchers(patterns, condition).map { .someOther($0) }
        case .all(let patterns): matchers(patterns, condition).map { .all($0) }
        case .none(let patterns): matchers(patterns, condition).map { .none($0) }
        case .exists(let expected): .exists(expected)
        case .within(let range): .within(range)
        }
    }

    private func matchers(_ patterns: [PatternSyntax], _ condition: ConditionSyntax) -> [Matcher]? {
        let isSearch = condition.attribute.isText
        var matchers: [Matcher] = []
        var isWhole = !patterns.isEmpty
        for pattern in patterns {
            switch pattern {
            case .pattern(let text, let node):
                if condition.attribute == .group, !isKnownGroup(text, node) { isWhole = false }
                switch table.matcher(for: text, isSearch: isSearch) {
                case .success(let matcher): matchers.append(matcher)
                case .failure(let problem):
                    PolicyCompiler.report(problem, at: node, in: source)
                    isWhole = false
                }
            case .list(let name, let node):
                guard let texts = lists[name] else {
                    unknownList(name, node)
                    isWhole = false
                    continue
                }
                // What is wrong with a list's patterns was reported at the list.
                for text in texts {
                    guard case .success(let matcher) = table.matcher(for: text, isSearch: isSearch) else {
                        isWhole = false
                        continue
                    }
                    matchers.append(matcher)
                }
            }
        }
        return isWhole && !matchers.isEmpty ? matchers : nil
    }

    private func unknownList(_ name: String, _ node: YAMLNode) {
        source.report(
            .unknownList,
            at: node,
            "unknown list `\(name)`",
            help: Suggestion.help(for: name, among: lists.keys.sorted()) ?? "define it under `lists:`"
        )
    }

    /// A plain name has to be that of a group; a pattern may match any.
    private func isKnownGroup(_ text: String, _ node: YAMLNode) -> Bool {
        guard case .success(let matcher) = table.matcher(for: text, isSearch: false), let names = matcher.texts else {
            return true
        }
        var isKnown = true
        for name in names {
            let name = String(decoding: name, as: UTF8.self)
            guard !groups.contains(name) else { continue }
            isKnown = false
            source.report(
                .unknownGroup,
                at: node,
                "unknown group `\(SafeText.inline(name, maximum: 60))`",
                help: Suggestion.help(for: name, among: groups) ?? "define it under `groups:`"
            )
        }
        return isKnown
    }
}
