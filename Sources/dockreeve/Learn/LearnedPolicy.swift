import Audit
import DockerAPI
import Policy

/// A rule file that allows what was seen, and puts up for review what nobody should allow unseen.
struct LearnedPolicy {
    private let usage: LearnedUsage
    private let subjects: [LearnedSubject]

    /// More repositories than these become one pattern for all beside each other.
    private static let imageLimit = 12
    /// More values than these are left open in a rule for review.
    private static let valueLimit = 30

    init(_ usage: LearnedUsage) {
        self.usage = usage
        subjects = LearnedSubject.group(usage)
    }

    var text: String {
        var text = header
        text += "version: 1\n"
        let groups = subjects.filter { $0.group != nil }
        if !groups.isEmpty {
            text += "\ngroups:\n"
            for subject in groups { text += group(subject) }
        }
        text += "\nrules:\n"
        text += subjects.map(rules).joined(separator: "\n")
        return text
    }

    private var header: String {
        var text = YAMLText.comment(
            "Learned from \(CallText.count(usage.calls, "call")). A proposal: read it before you use it."
        )
        text += "#\n"
        text += YAMLText.comment(
            "Names and ids of containers, tags and digests of images are left open. An exec or a start of a"
        )
        text += YAMLText.comment(
            "container that somebody else made as privileged is as good as a privileged one; no rule here sees that."
        )
        if usage.risky > 0 {
            text += "#\n"
            text += YAMLText.comment(
                "\(CallText.count(usage.risky, "call")) can give root on this host. Their rules say `mode: monitor`: they allow nothing"
            )
            text += YAMLText.comment("until you delete that line. Look for REVIEW.")
        }
        for (count, what) in [
            (usage.denied, "denied when it was made, and left out (--denied takes them in)"),
            (usage.guarded, "of a kind that a guard denies whatever the policy, and left out"),
            (usage.unnamed, "of a user whose name can't stand in a policy, or of too many users, and left out"),
        ] where count > 0 {
            text += YAMLText.comment("\(CallText.count(count, "call")): \(what).")
        }
        return text
    }

    private func group(_ subject: LearnedSubject) -> String {
        let members = subject.users.map { YAMLText.scalar($0.name) }
        var text =
            subject.users[0].isLocal
            ? YAMLText.comment("'' is the local socket, where dockerd knows no name", indent: 2) : ""
        text += "  \(subject.name):\n"
        for member in members { text += "    - \(member)\n" }
        return text
    }

    private func rules(_ subject: LearnedSubject) -> String {
        var rules: [String] = []
        let plain = subject.actions.filter { $0.value.count > 0 && !isBounded($0.key) }
        if !plain.isEmpty { rules.append(plainRule(subject, plain)) }
        let sorted = subject.actions.sorted { $0.key < $1.key }
        for (action, use) in sorted {
            if use.count > 0, isBounded(action) { rules.append(boundedRule(subject, action, use)) }
            if use.riskyCount > 0, isBounded(action) { rules.append(reviewRule(subject, action, use)) }
        }
        let administrative = sorted.filter { $0.value.riskyCount > 0 && !isBounded($0.key) }
        if !administrative.isEmpty { rules.append(administrationRule(subject, administrative)) }
        return rules.joined(separator: "\n")
    }

    /// Whether the rule of an action has more to say than the action.
    private func isBounded(_ action: String) -> Bool {
        !Risk.possible(action).isEmpty
            || Catalogue.endpoints(for: action).contains { $0.possibleFacts.contains(.image) }
    }

    private func plainRule(_ subject: LearnedSubject, _ actions: [String: ActionUse]) -> String {
        var text = ""
        let sorted = actions.sorted {
            $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
        }
        for (action, use) in sorted.prefix(12) {
            text += YAMLText.comment("\(CallText.grouped(use.count))× \(action), e.g. \(use.example)", indent: 2)
        }
        if sorted.count > 12 { text += YAMLText.comment("and \(sorted.count - 12) more actions", indent: 2) }
        text += head(subject, "use")
        let patterns = Self.patterns(of: Array(actions.keys))
        text += "      action:\n"
        for pattern in patterns { text += "        - \(YAMLText.scalar(pattern))\n" }
        return text
    }

    private func boundedRule(_ subject: LearnedSubject, _ action: String, _ use: ActionUse) -> String {
        var text = YAMLText.comment("\(CallText.grouped(use.count))×, e.g. \(use.example)", indent: 2)
        text += head(subject, action)
        text += "      action: \(YAMLText.scalar(LearnedPattern.literal(action)))\n"
        text += exclusions(action, images: use.images, risks: [:])
        return text
    }

    private func administrationRule(
        _ subject: LearnedSubject,
        _ actions: [(key: String, value: ActionUse)]
    ) -> String {
        var text = YAMLText.comment(
            "REVIEW: these run the engine, its plugins or its swarm: they can give root on this host.",
            indent: 2
        )
        for (action, use) in actions {
            let example = use.riskyExamples.first ?? ""
            text += YAMLText.comment("\(CallText.grouped(use.riskyCount))× \(action), e.g. \(example)", indent: 2)
        }
        text += head(subject, "administration.review", isReview: true)
        text += "      action:\n"
        for pattern in Self.patterns(of: actions.map(\.key)) { text += "        - \(YAMLText.scalar(pattern))\n" }
        return text
    }

    private func reviewRule(_ subject: LearnedSubject, _ action: String, _ use: ActionUse) -> String {
        let facts = use.risks.keys.map(\.rawValue).sorted().joined(separator: ", ")
        let why = facts.isEmpty ? "what it gives can't be told from the call" : "uses \(facts)"
        var text = YAMLText.comment(
            "REVIEW: \(CallText.count(use.riskyCount, "call")), \(why): it can give root on this host.",
            indent: 2
        )
        for example in use.riskyExamples { text += YAMLText.comment("e.g. \(example)", indent: 2) }
        text += head(subject, "\(action).review", isReview: true)
        text += "      action: \(YAMLText.scalar(LearnedPattern.literal(action)))\n"
        text += exclusions(action, images: use.riskyImages, risks: use.risks)
        return text
    }

    private func head(_ subject: LearnedSubject, _ suffix: String, isReview: Bool = false) -> String {
        var text = "  - id: \(subject.name).\(suffix)\n    effect: allow\n"
        if isReview { text += "    mode: monitor # REVIEW: delete this line to allow it\n" }
        text += "    match:\n"
        for condition in subject.conditions { text += "      \(condition)\n" }
        return text
    }

    /// What such a call must not have: images and facts beside those that were seen.
    private func exclusions(_ action: String, images: BoundedSet, risks: [Fact: BoundedSet]) -> String {
        var lines: [String] = []
        let patterns = Self.imagePatterns(images)
        if !patterns.isEmpty {
            let items = patterns.map(YAMLText.scalar)
            lines.append("uses.image: { not: \(items.count == 1 ? items[0] : "[\(items.joined(separator: ", "))]") }")
        }
        for (fact, harmless) in Risk.possible(action) {
            var allowed = harmless.map(LearnedPattern.literal)
            if let seen = risks[fact] {
                let isNames = fact == .volumeOption && seen.values.contains { !$0.contains("=") }
                if isNames || seen.values.contains(where: Redactor.holdsReplacement) {
                    lines.append("# uses.\(fact.rawValue): the log doesn't tell their values, so any")
                    continue
                }
                guard !seen.isOverfull, seen.values.count <= Self.valueLimit else {
                    lines.append("# uses.\(fact.rawValue): more values than can be listed, so any")
                    continue
                }
                allowed += seen.values.sorted().map { Self.pattern(of: $0, fact) }
            }
            guard !allowed.isEmpty else {
                lines.append("uses.\(fact.rawValue): { exists: true }")
                continue
            }
            let items = allowed.map(YAMLText.scalar)
            lines.append(
                "uses.\(fact.rawValue): { not: \(items.count == 1 ? items[0] : "[\(items.joined(separator: ", "))]") }"
            )
        }
        guard lines.contains(where: { !$0.hasPrefix("#") }) else { return "" }
        var text = "      not:\n        any:\n"
        for line in lines { text += "          \(line.hasPrefix("#") ? "" : "- ")\(line)\n" }
        return text
    }

    private static func pattern(of value: String, _ fact: Fact) -> String {
        let pattern = LearnedPattern.literal(value)
        // A directory, and what lies below it.
        if fact == .hostMount, value != "/" { return pattern + "(/.*)?" }
        return pattern
    }

    private static func imagePatterns(_ images: BoundedSet) -> [String] {
        guard !images.isOverfull else { return [] }
        let all = Set(images.values.map(LearnedPattern.image))
        if all.count <= imageLimit { return all.sorted() }
        for levels in 1...2 {
            let beside = images.values.map {
                LearnedPattern.imagesBeside($0, levels: levels) ?? LearnedPattern.image($0)
            }
            if Set(beside).count <= imageLimit { return Set(beside).sorted() }
        }
        return []
    }

    /// `container\.(inspect|list)`: one pattern for each kind of object.
    static func patterns(of actions: [String]) -> [String] {
        var verbs: [String: [String]] = [:]
        for action in actions.sorted() {
            let dot = action.firstIndex(of: ".") ?? action.endIndex
            verbs[String(action[..<dot]), default: []].append(String(action[dot...].dropFirst()))
        }
        return verbs.sorted { $0.key < $1.key }.map { object, verbs in
            let alternatives = verbs.map(LearnedPattern.literal)
            let rest = alternatives.count == 1 ? alternatives[0] : "(\(alternatives.joined(separator: "|")))"
            return "\(LearnedPattern.literal(object))\\.\(rest)"
        }
    }
}
