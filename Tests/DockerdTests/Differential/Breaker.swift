/// Breaks the text of a body, seldom: what a decoder still makes of it is the question.
enum Breaker {
    static func damage(_ body: [UInt8], _ dice: inout Dice) -> [UInt8] {
        guard dice.percent(8), !body.isEmpty else { return body }
        var body = body
        let at = dice.below(body.count)
        switch dice.below(9) {
        case 0: body += Array(dice.pick([" {}", "x", "\0", "]", #"{"HostConfig":{"Privileged":true}}"#, " null"]).utf8)
        case 1: body = Array(dice.pick(["\u{FEFF}", "/**/", "\n\r\t ", "[", "\0"]).utf8) + body
        case 2: body[at] = UInt8(truncatingIfNeeded: dice.next())
        case 3: body.remove(at: at)
        case 4: body.insert(UInt8(truncatingIfNeeded: dice.next()), at: at)
        case 5: body = Array(body[..<at])
        case 6:
            body.insert(contentsOf: Array(dice.pick([",", "//x\n", "\u{1F}", "\\", "\"", "\u{2028}"]).utf8), at: at)
        case 7: body.insert(contentsOf: dice.pick([[0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0xAF]]), at: at)
        default: body.insert(contentsOf: Array(dice.pick(["\\ud800", "\\u0000", "\\u00e", "\\x41"]).utf8), at: at)
        }
        return body
    }
}
