import DockerAPI

/// Paths that the Engine API doesn't have.
extension PolicyCheck {
    func checkEndpoints() {
        for rule in rules where rule.syntax.phase == .request {
            let conditions = rule.required.compactMap { part in
                if case .condition(let condition) = part { condition } else { nil }
            }
            let methods = conditions.filter { $0.attribute == .call(.method) }
            for condition in conditions where condition.attribute == .call(.path) {
                guard case .some = condition.test else { continue }
                for written in written(condition, in: rule.source) {
                    guard let texts = pattern(written.text).texts else { continue }
                    for text in texts { checkPath(text, methods, written, rule) }
                }
            }
        }
    }

    /// The endpoints of a path; not that of `OPTIONS`, which every path has.
    private static func known(_ path: [UInt8]) -> [EndpointStates.State] {
        EndpointStates.states(path: path).filter { state in
            let action = EndpointStates.actions[state.action]
            return action != APICall.unknownAction && action != "system.options"
        }
    }

    private func checkPath(
        _ path: [UInt8],
        _ methods: [ConditionSyntax],
        _ written: WrittenPattern,
        _ rule: CheckedRule
    ) {
        let known = Self.known(path)
        let shown = SafeText.inline(String(decoding: path, as: UTF8.self), maximum: 80)
        guard !known.isEmpty else {
            // That a version stands there has been said.
            if path.starts(with: "/v".utf8), path.dropFirst(2).first.map({ $0 &- 0x30 < 10 }) == true { return }
            let shorter = path.last == UInt8(ascii: "/") ? Array(path.dropLast()) : []
            let isSlash = !Self.known(shorter).isEmpty
            warn(
                .noSuchEndpoint,
                rule,
                at: written.node,
                in: written.source,
                "the Engine API has no `\(shown)`: such a call is denied before any rule is asked",
                help: isSlash
                    ? "leave out the slash at the end" : "match `action` instead; docs/reference.md has them all"
            )
            return
        }
        let isPossible = known.contains { state in
            methods.allSatisfy { PartialCall(check: self, state: state).evaluate($0) != .never }
        }
        guard !isPossible else { return }
        let names = known.compactMap { $0.method.map { String(decoding: $0, as: UTF8.self) } }
        warn(
            .noSuchEndpoint,
            rule,
            at: written.node,
            in: written.source,
            "the Engine API has `\(shown)` for \(names.joined(separator: ", ")) only",
            help: "such a call is denied before any rule is asked; correct the method or the path"
        )
    }
}
