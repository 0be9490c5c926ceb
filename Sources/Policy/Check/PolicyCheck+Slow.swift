import PCRE2

/// Patterns that backtrack beyond the limits on values that a client could send.
extension PolicyCheck {
    /// Characters of a value that is tried; names and paths of real calls are as long.
    private static let length = 400
    /// Values that are tried for one pattern, and for all.
    private static let limit = 96
    private static let totalLimit = 30_000
    /// Patterns that are found: each costs some milliseconds.
    private static let findingLimit = 50

    func checkSlowPatterns() {
        var seen: Set<String> = []
        var tried = 0
        var found = 0
        for rule in rules {
            rule.forEachCondition { condition, _ in
                for written in written(condition, in: rule.source) {
                    guard tried < Self.totalLimit, found < Self.findingLimit else { return }
                    let isSearch = condition.attribute.isText
                    guard seen.insert("\(isSearch) \(written.text)").inserted else { continue }
                    guard let value = slowValue(pattern(written.text, isSearch: isSearch), &tried) else { continue }
                    found += 1
                    warn(
                        .slowPattern,
                        rule,
                        at: written.node,
                        in: written.source,
                        "this pattern gives up on a value of \(value.unicodeScalars.count) characters, "
                            + "`\(SafeText.inline(value, maximum: 24))`: it tries too many ways to match",
                        help: "don't repeat what repeats itself, `(a+)+`, or what can match the same, `.*.*`; "
                            + "such a call is denied"
                    )
                }
            }
        }
    }

    /// A value on which a pattern hits its limits.
    private func slowValue(_ pattern: CheckedPattern, _ tried: inout Int) -> String? {
        guard let compiled = pattern.pattern else { return nil }
        var pumps: [Pump] = []
        for branch in pattern.sketch.branches {
            Self.collect(branch, after: "", before: "", &pumps)
            if pumps.count > 2 { pumps.append(Self.literals(branch)) }
        }
        guard pumps.count > 1 || pumps.first?.isGroup == true else { return nil }
        var left = Self.limit
        for pump in pumps {
            for unit in pump.units {
                let count = Self.length / max(unit.utf8.count, 1)
                let run = pump.prefix + String(repeating: unit, count: max(count, 1))
                for ending in ["\u{1}", "", "\u{1}\(pump.rest)", "\(pump.rest)\u{1}"] {
                    left -= 1
                    tried += 1
                    guard left > 0 else { return nil }
                    let value = run + ending
                    switch compiled.match(Array(value.utf8).span, using: scratch) {
                    case .failed(.matchLimit), .failed(.depthLimit), .failed(.heapLimit), .failed(.jitStack):
                        return value
                    default: break
                    }
                }
            }
        }
        return nil
    }

    /// A place of a pattern where something can be there any number of times.
    private struct Pump {
        let prefix: String
        let units: [String]
        let rest: String
        var isGroup = false
    }

    /// Recursive, to the depth of the sketch.
    private static func collect(
        _ nodes: [RegexSketch.Node],
        after prefix: String,
        before rest: String,
        _ pumps: inout [Pump]
    ) {
        var prefix = prefix
        for (index, node) in nodes.enumerated() where pumps.count < 16 {
            let own = RegexSketch.sample(Array(nodes[(index + 1)...].prefix(40)), 1)
            let rest = String((own + rest).prefix(200))
            switch node.kind {
            case .group(let branches):
                for branch in branches { collect(branch, after: prefix, before: rest, &pumps) }
            case .repeated(let part, _, let maximum):
                var isGroup = false
                if case .group = part.kind { isGroup = true }
                if maximum.map({ $0 > 20 }) ?? true {
                    pumps.append(Pump(prefix: prefix, units: units(part), rest: rest, isGroup: isGroup))
                }
                collect([part], after: prefix, before: rest, &pumps)
            default: break
            }
            if prefix.utf8.count < 200 { prefix += RegexSketch.sample(node, 1) }
        }
    }

    private static func units(_ part: RegexSketch.Node) -> [String] {
        var units: [String] = []
        if case .group(let branches) = part.kind {
            units = branches.prefix(4).map { RegexSketch.sample($0, 1) }
        } else {
            units = [RegexSketch.sample(part, 1)]
        }
        return units.filter { !$0.isEmpty && $0.utf8.count <= 100 }
    }

    /// For `.*a.*b.*c`: the characters that `.*` has to find, over and over, without the last ones.
    private static func literals(_ branch: [RegexSketch.Node]) -> Pump {
        var text = ""
        var units: [String] = []
        for case .character(let scalar) in branch.map(\.kind) where units.count < 6 {
            text.unicodeScalars.append(scalar)
            units.append(text)
        }
        // PCRE2 sees at once where the last of them is missing; it is there, too early.
        return Pump(prefix: String(text.reversed()), units: units.reversed(), rest: "")
    }
}
