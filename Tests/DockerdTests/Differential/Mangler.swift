/// Changes a draft so that it is still about the same, but no client library would write it.
struct Mangler {
    /// How often, in percent, each place is changed.
    struct Chances {
        var strangers = 0
        var nulls = 0
        var doubles = 0
        var wrongTypes = 0
        var numbers = 0

        /// Most cases have at most one kind of oddity: with several the engine mostly refuses.
        static func random(_ dice: inout Dice) -> Chances {
            var chances = Chances(strangers: dice.percent(30) ? 20 : 0)
            switch dice.below(100) {
            case ..<62: break
            case ..<74: chances.nulls = 12
            case ..<84: chances.doubles = 10
            case ..<92: chances.wrongTypes = 5
            default: chances.numbers = 30
            }
            return chances
        }
    }

    /// Names that look like fields and are none to Go's decoder, and the names of its own types.
    private static let strangers = [
        "Privileged ", " HostConfig", "HostConfig\u{0}", "Pr\u{131}vileged", "H\u{43E}stConfig", "\u{FF28}ostConfig",
        "HostConfi\u{301}g", "Config", "InnerHostConfig", "ContainerConfigWrapper", "Resources", "", "-", "X",
        "HostConfig.Privileged", "UpdateConfig",
    ]

    private var dice: Dice
    private let chances: Chances

    static func mangle(_ draft: Draft, _ chances: Chances, _ dice: inout Dice) -> Draft {
        var mangler = Mangler(dice: Dice(seed: dice.next()), chances: chances)
        return mangler.mangle(draft)
    }

    private init(dice: Dice, chances: Chances) {
        self.dice = dice
        self.chances = chances
    }

    private mutating func mangle(_ draft: Draft) -> Draft {
        switch draft {
        case .object(var members):
            members = changed(members)
            if dice.percent(chances.strangers) { members.append(.init(dice.pick(Self.strangers), bait())) }
            return .object(members.shuffled(using: &dice))
        case .map(let members):
            return .map(changed(members).shuffled(using: &dice))
        case .list(let elements):
            var changed: [Draft] = []
            for element in elements {
                if dice.percent(chances.nulls) { changed.append(.null) }
                changed.append(dice.percent(chances.wrongTypes) ? other(element) : mangle(element))
            }
            return .list(changed)
        case .literal(let text):
            guard let first = text.unicodeScalars.first, first == "-" || ("0"..."9").contains(first) else {
                return draft
            }
            return dice.percent(chances.numbers) ? .literal(oddNumber(text)) : draft
        case .string: return draft
        }
    }

    private mutating func changed(_ members: [Draft.Member]) -> [Draft.Member] {
        var changed: [Draft.Member] = []
        for member in members {
            var value = mangle(member.value)
            if dice.percent(chances.nulls) { value = .null }
            if dice.percent(chances.wrongTypes) { value = other(value) }
            changed.append(.init(member.name, value))
            if dice.percent(chances.doubles) {
                changed.append(.init(member.name, dice.pick([value, .null, .object([]), .list([]), other(value)])))
            }
        }
        return changed
    }

    /// A value of another type, or in a form that somebody may take for it.
    private mutating func other(_ draft: Draft) -> Draft {
        switch draft {
        case .literal("true"), .literal("false"):
            dice.pick([.string("true"), .literal("1"), .literal("TRUE"), .list([draft])])
        case .literal(let text): dice.pick([.string(text), .bool(true), .literal("\(text).0"), .list([draft])])
        case .string(let text):
            dice.pick([.list([draft]), .literal("0"), .bool(true), .map([.init(text, .object([]))])])
        case .list(let elements): dice.pick([elements.first ?? .string(""), .object([]), .string(""), .bool(true)])
        case .object(let members), .map(let members):
            dice.pick([.list([draft]), .string("{}"), .bool(true), .list(members.map(\.value))])
        }
    }

    private mutating func oddNumber(_ text: String) -> String {
        dice.pick([
            "\(text)e0", "\(text)E+1", "\(text).0", "-0", "0", "0.5", "1e3", "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808", "18446744073709551616", "1e999", "0\(text)", "+\(text)", "0x10", "1_000",
        ])
    }

    /// What would be bad if anybody looked at it.
    private mutating func bait() -> Draft {
        dice.pick([
            .object(["Privileged": .bool(true)]), .bool(true), .string("host"), .null, .strings(["/:/host"]),
            .object(["HostConfig": .object(["PidMode": .string("host")])]),
            (0..<40).reduce(Draft.list([])) { inner, _ in .list([inner]) },
        ])
    }
}
