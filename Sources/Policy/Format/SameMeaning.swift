/// Compares what two texts of one rule file say. The order of keys counts where it is not known to mean nothing, as in a
/// body, and quotes count where they make a difference.
enum SameMeaning {
    static func holds(_ one: YAMLNode?, _ other: YAMLNode?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return holds(one, other, .file)
    }

    /// Recursive, to the depth that the YAML reader allows.
    private static func holds(_ one: YAMLNode, _ other: YAMLNode, _ role: FormatRole) -> Bool {
        switch (one.content, other.content) {
        case (.scalar(let text, let style), .scalar(let otherText, let otherStyle)):
            guard isSame(text, otherText), one.isAbsent == other.isAbsent else { return false }
            guard role == .json, JSONBody.isOtherThanText(text) else { return true }
            return (style == .plain) == (otherStyle == .plain)
        case (.sequence(let items), .sequence(let others)):
            return items.count == others.count && zip(items, others).allSatisfy { holds($0, $1, role.item) }
        case (.mapping(let pairs), .mapping(let others)):
            guard pairs.count == others.count else { return false }
            let free = role.order
            let (known, rest) = split(pairs, free)
            let (otherKnown, otherRest) = split(others, free)
            return holds(known.sorted(by: byKey), otherKnown.sorted(by: byKey), role) && holds(rest, otherRest, role)
        default: return false
        }
    }

    private static func holds(_ pairs: [YAMLPair], _ others: [YAMLPair], _ role: FormatRole) -> Bool {
        pairs.count == others.count
            && zip(pairs, others).allSatisfy { pair, other in
                let key = pair.key.text ?? ""
                return isSame(key, other.key.text ?? "") && holds(pair.value, other.value, role.value(of: key))
            }
    }

    /// The pairs whose order means nothing, and the others.
    private static func split(_ pairs: [YAMLPair], _ free: [String]) -> ([YAMLPair], [YAMLPair]) {
        (pairs.filter { free.contains($0.key.text ?? "") }, pairs.filter { !free.contains($0.key.text ?? "") })
    }

    /// Byte for byte: Swift takes two ways to write a letter with an accent for the same.
    private static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

    private static func byKey(_ one: YAMLPair, _ other: YAMLPair) -> Bool {
        (one.key.text ?? "") < (other.key.text ?? "")
    }
}
