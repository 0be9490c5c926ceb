import DockerAPI

/// What is named and never used, and what the policy says as a whole.
extension PolicyCheck {
    func checkDefault() {
        for file in files {
            guard let stated = file.defaultEffect, stated.effect == .allow else { continue }
            file.source.report(
                .openDefault,
                severity: .warning,
                at: stated.node,
                "what no rule matches is allowed",
                help: "leave `default` out: a deny list always misses something; it is for trials"
            )
        }
    }

    func checkNames() {
        var usedLists: Set<String> = []
        var groupPatterns: [CheckedPattern] = []
        var usesGroupVariable = false
        for rule in rules {
            usesGroupVariable = usesGroupVariable || rule.syntax.message?.usesGroup == true
            rule.forEachCondition { condition, _ in
                for case .list(let name, _) in condition.test.patterns { usedLists.insert(name) }
                let patterns = patterns(condition)
                if condition.attribute == .group { groupPatterns += patterns }
                usesGroupVariable = usesGroupVariable || patterns.contains { $0.text.contains("${group}") }
            }
        }
        for file in files {
            for list in file.lists where !usedLists.contains(list.name) {
                file.source.report(
                    .unusedList,
                    severity: .warning,
                    at: list.node,
                    "no rule uses the list `\(list.name)`",
                    help: "use it, `{ list: \(list.name) }`, or remove it"
                )
            }
            guard !usesGroupVariable else { continue }
            for group in file.groups where !groupPatterns.contains(where: { $0.matches(group.name) != false }) {
                file.source.report(
                    .unusedGroup,
                    severity: .warning,
                    at: group.node,
                    "no rule is about the group `\(group.name)`",
                    help: "use it, `group: \(group.name)`, or remove it"
                )
            }
        }
    }

    /// Whether a group that a condition may be about has the local socket among its members.
    func hasLocalGroup(_ condition: ConditionSyntax) -> Bool {
        let patterns = patterns(condition)
        return files.flatMap(\.groups).contains { group in
            let isLocal = group.members.contains { if case .user("") = $0 { true } else { false } }
            return isLocal && (patterns.isEmpty || patterns.contains { $0.matches(group.name) != false })
        }
    }
}

extension MessageTemplate {
    /// Whether the groups of the caller are shown in it.
    fileprivate var usesGroup: Bool {
        parts.contains { if case .variable(let variable) = $0 { variable.name == "group" } else { false } }
    }
}
