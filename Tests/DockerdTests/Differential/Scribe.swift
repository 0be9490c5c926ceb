/// Writes a draft as JSON text in one of the countless ways that mean the same to the engine.
struct Scribe {
    /// How often, in percent, something is written in another way than a client library would.
    struct Style {
        /// Letters of a field's name in the other case.
        var letters = 0
        /// `s` as U+017F and `k` as U+212A, in names of fields.
        var folds = 0
        /// Characters as `\uXXXX`.
        var escapes = 0
        /// White space between tokens.
        var spaces = 0

        /// Half of all cases look like those of a client library, for each of the four by itself.
        static func random(_ dice: inout Dice) -> Style {
            func often(_ choices: [Int]) -> Int { dice.percent(50) ? 0 : dice.pick(choices) }
            return Style(
                letters: often([5, 50, 100]),
                folds: often([10, 100]),
                escapes: often([2, 20, 100]),
                spaces: often([10, 60])
            )
        }
    }

    private var dice: Dice
    private let style: Style
    private var bytes: [UInt8] = []

    static func write(_ draft: Draft, _ style: Style, _ dice: inout Dice) -> [UInt8] {
        var scribe = Scribe(dice: Dice(seed: dice.next()), style: style)
        scribe.write(draft)
        return scribe.bytes
    }

    private init(dice: Dice, style: Style) {
        self.dice = dice
        self.style = style
    }

    private mutating func write(_ draft: Draft) {
        space()
        switch draft {
        case .object(let members): write(members, foldNames: true)
        case .map(let members): write(members, foldNames: false)
        case .list(let elements):
            bytes += Array("[".utf8)
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes += Array(",".utf8) }
                write(element)
            }
            bytes += Array("]".utf8)
        case .string(let text): write(text: text.unicodeScalars)
        case .literal(let text): bytes += Array(text.utf8)
        }
        space()
    }

    private mutating func write(_ members: [Draft.Member], foldNames: Bool) {
        bytes += Array("{".utf8)
        for (index, member) in members.enumerated() {
            if index > 0 { bytes += Array(",".utf8) }
            space()
            write(text: foldNames ? respelled(member.name) : member.name.unicodeScalars)
            space()
            bytes += Array(":".utf8)
            write(member.value)
        }
        space()
        bytes += Array("}".utf8)
    }

    private mutating func respelled(_ name: String) -> String.UnicodeScalarView {
        var spelled = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar {
            case "s" where dice.percent(style.folds), "S" where dice.percent(style.folds): spelled.append("\u{17F}")
            case "k" where dice.percent(style.folds), "K" where dice.percent(style.folds): spelled.append("\u{212A}")
            case "a"..."z" where dice.percent(style.letters): spelled.append(Unicode.Scalar(UInt8(scalar.value & 0xDF)))
            case "A"..."Z" where dice.percent(style.letters): spelled.append(Unicode.Scalar(UInt8(scalar.value | 0x20)))
            default: spelled.append(scalar)
            }
        }
        return spelled
    }

    private mutating func write(text: String.UnicodeScalarView) {
        bytes += Array("\"".utf8)
        for scalar in text {
            if dice.percent(style.escapes) || scalar.value < 0x20 {
                for unit in UTF16.encode(scalar)! { write(unit: unit) }
            } else if scalar == "\"" || scalar == "\\" {
                bytes += Array("\\\(scalar)".utf8)
            } else if scalar == "/", dice.percent(style.escapes) {
                bytes += Array("\\/".utf8)
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        bytes += Array("\"".utf8)
    }

    private mutating func write(unit: UInt16) {
        let digits = String(unit, radix: 16, uppercase: dice.percent(50))
        bytes += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    }

    private mutating func space() {
        guard dice.percent(style.spaces) else { return }
        bytes += Array(dice.pick([" ", "\n", "\t", "\r\n", "  "]).utf8)
    }
}
