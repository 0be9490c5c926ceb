import DockerAPI

/// Patterns that are hardly meant as they are written.
extension PolicyCheck {
    func checkPatterns() {
        var seen: Set<String> = []
        for rule in rules {
            rule.forEachCondition { condition, isNegated in
                let written = written(condition, in: rule.source)
                checkDuplicates(written, rule, &seen)
                for pattern in written {
                    // A pattern of a list is looked at once for each use that differs.
                    let place = pattern.source.place(pattern.node)
                    let use = "\(place) \(Self.name(condition.attribute)) \(isNegated) \(rule.effect.rawValue)"
                    guard seen.insert(use).inserted else { continue }
                    check(pattern, condition, isNegated, rule)
                }
            }
        }
    }

    private func check(_ written: WrittenPattern, _ condition: ConditionSyntax, _ isNegated: Bool, _ rule: CheckedRule)
    {
        let pattern = pattern(written.text, isSearch: condition.attribute.isText)
        checkAction(pattern, written, condition, rule)
        checkAnchors(pattern, written, rule)
        checkVersion(pattern, written, condition, rule)
        checkDots(pattern, written, condition, rule)
        if case .call(.fact(let fact)) = condition.attribute, fact == .hostMount || fact == .hostMountRW {
            checkBoundary(pattern, written, condition, isNegated, rule)
        }
    }

    private func checkDuplicates(_ written: [WrittenPattern], _ rule: CheckedRule, _ seen: inout Set<String>) {
        guard written.count > 1 else { return }
        var known: [String: WrittenPattern] = [:]
        for pattern in written {
            guard let first = known[pattern.text] else {
                known[pattern.text] = pattern
                continue
            }
            let place = pattern.source.place(pattern.node)
            let firstPlace = first.source.place(first.node)
            guard place != firstPlace, seen.insert("\(place) twice").inserted else { continue }
            warn(
                .duplicatePattern,
                rule,
                at: pattern.node,
                in: pattern.source,
                "the pattern `\(SafeText.inline(pattern.text, maximum: 60))` is there already, in \(firstPlace)",
                help: "remove one of the two; was another one meant?"
            )
        }
    }

    private func checkAction(
        _ pattern: CheckedPattern,
        _ written: WrittenPattern,
        _ condition: ConditionSyntax,
        _ rule: CheckedRule
    ) {
        guard condition.attribute == .call(.action), let actions = pattern.actions, !actions.contains(true) else {
            return
        }
        let plain = pattern.text.filter { $0 != "\\" }
        warn(
            .unknownAction,
            rule,
            at: written.node,
            in: written.source,
            "no action matches `\(SafeText.inline(pattern.text, maximum: 60))`",
            help: Suggestion.help(for: plain, among: EndpointStates.actions)
                ?? "docs/reference.md has all actions; they are named like `container.create`"
        )
    }

    private func checkAnchors(_ pattern: CheckedPattern, _ written: WrittenPattern, _ rule: CheckedRule) {
        guard pattern.text.utf8.contains(UInt8(ascii: "|")), pattern.sketch.isHalfAnchored else { return }
        let shown = SafeText.inline(pattern.text, maximum: 60)
        warn(
            .halfAnchored,
            rule,
            at: written.node,
            in: written.source,
            pattern.isSearch
                ? "`\(shown)` is anchored in some of its alternatives only"
                : "`\(shown)` looks half anchored; patterns match the whole value with or without `^` and `$`",
            help: pattern.isSearch
                ? "put the alternatives into a group, `^(a|b)$`" : "leave `^` and `$` out"
        )
    }

    /// A path never has a version: it is cut off before any rule is asked.
    private func checkVersion(
        _ pattern: CheckedPattern,
        _ written: WrittenPattern,
        _ condition: ConditionSyntax,
        _ rule: CheckedRule
    ) {
        guard condition.attribute == .call(.path) || condition.attribute == .call(.uri) else { return }
        let isVersioned = pattern.sketch.branches.contains { branch in
            let sample = RegexSketch.sample(branch, 1).utf8
            return sample.starts(with: "/v".utf8)
                && sample.dropFirst(2).first.map { $0 &- UInt8(ascii: "0") < 10 } == true
        }
        guard isVersioned else { return }
        warn(
            .versionedPath,
            rule,
            at: written.node,
            in: written.source,
            "`\(Self.name(condition.attribute))` never has a version in front: this matches no call",
            help: "leave it out, `/containers/json`; the version asked for is `version`"
        )
    }

    private func checkDots(
        _ pattern: CheckedPattern,
        _ written: WrittenPattern,
        _ condition: ConditionSyntax,
        _ rule: CheckedRule
    ) {
        guard Self.holdsHostNames(condition.attribute) else { return }
        let dots = pattern.sketch.branches.flatMap(Self.suspiciousDots)
        guard let first = dots.first else { return }
        var corrected: [UInt8] = []
        for (offset, byte) in pattern.text.utf8.enumerated() {
            if dots.contains(offset) { corrected.append(UInt8(ascii: "\\")) }
            corrected.append(byte)
        }
        let text = SafeText.inline(String(decoding: corrected, as: UTF8.self), maximum: 100)
        let place = written.node.mark(ofByte: first)
        warn(
            .unescapedDot,
            rule,
            at: written.source.place(place),
            in: written.source,
            "this dot stands for any character: `\(SafeText.inline(pattern.text, maximum: 60))` matches other names too",
            help: "write `\(text)`"
        )
    }

    private static func holdsHostNames(_ attribute: Attribute) -> Bool {
        switch attribute {
        case .call(.fact(.image)), .call(.certificate(.dns)), .call(.certificate(.uri)), .call(.certificate(.email)):
            return true
        case .call(.query(let name)): return ["fromImage", "remote", "repo", "t", "fromSrc"].contains(name)
        case .call(.bodyPath(let path)): return path.description == "Image"
        default: return false
        }
    }

    /// The unescaped dots between letters and digits.
    private static func suspiciousDots(_ branch: [RegexSketch.Node]) -> [Int] {
        var dots: [Int] = []
        for (index, node) in branch.enumerated() {
            switch node.kind {
            case .dot where index > 0 && index + 1 < branch.count:
                if isNamePart(branch[index - 1]), isNamePart(branch[index + 1]) { dots.append(node.range.lowerBound) }
            case .group(let branches): dots += branches.flatMap(suspiciousDots)
            case .repeated(let part, _, _):
                if case .group(let branches) = part.kind { dots += branches.flatMap(suspiciousDots) }
            default: break
            }
        }
        return dots
    }

    private static func isNamePart(_ node: RegexSketch.Node) -> Bool {
        guard case .character(let scalar) = node.kind, scalar.isASCII else { return false }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    /// `/home/alice` is that directory alone, and `/home/alice.*` is that of `alice2` as well.
    private func checkBoundary(
        _ pattern: CheckedPattern,
        _ written: WrittenPattern,
        _ condition: ConditionSyntax,
        _ isNegated: Bool,
        _ rule: CheckedRule
    ) {
        // Whether more is allowed the more the pattern matches.
        let isWider = (rule.effect == .allow) != (condition.test.isNegative != isNegated)
        for branch in pattern.sketch.branches {
            switch Self.pathEnd(branch) {
            case .open where isWider:
                warn(
                    .pathBoundary,
                    rule,
                    at: written.node,
                    in: written.source,
                    "`\(SafeText.inline(pattern.text, maximum: 60))` also matches other names that only begin so",
                    help: "end it with `(/.*)?`, which takes the directory and what lies below it"
                )
                return
            case .closed:
                warn(
                    .pathBoundary,
                    rule,
                    at: written.node,
                    in: written.source,
                    "`\(SafeText.inline(pattern.text, maximum: 60))` matches that path alone, nothing below it",
                    help: "end it with `(/.*)?`, which takes the directory and what lies below it"
                )
                return
            default: break
            }
        }
    }

    private enum PathEnd {
        /// In the middle of a name, then anything.
        case open
        /// At the end of what looks like the name of a directory.
        case closed
        case fine
    }

    private static func pathEnd(_ branch: [RegexSketch.Node]) -> PathEnd {
        var nodes = branch
        if case .end? = nodes.last?.kind { nodes.removeLast() }
        if case .start? = nodes.first?.kind { nodes.removeFirst() }
        guard case .character("/")? = nodes.first?.kind, let last = nodes.last else { return .fine }
        if case .repeated(let part, _, nil) = last.kind, case .dot = part.kind {
            switch nodes.dropLast().last?.kind {
            case .character("/")?, nil: return .fine
            case .character?, .variable?: return .open
            default: return .fine
            }
        }
        var length = 0
        for node in nodes.reversed() {
            switch node.kind {
            case .character("/"): return length > 0 ? .closed : .fine
            // `docker.sock` is a file.
            case .character("."): return .fine
            case .character, .variable: length += 1
            default: return .fine
            }
        }
        return .fine
    }
}
