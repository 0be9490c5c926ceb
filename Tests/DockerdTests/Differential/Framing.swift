/// Sends the same body in other clothes: chunked, under another content type, padded until dockerd no longer shows it.
enum Framing {
    static func change(_ call: inout RawCall, _ dice: inout Dice) {
        switch dice.below(100) {
        case ..<84: break
        case ..<92: call.chunked = true
        case ..<93:
            call.body += [UInt8](repeating: 0x20, count: 1 << 20)
            call.chunked = dice.percent(50)
        default:
            call.headers = dice.pick([
                ["Content-Type: application/json; charset=utf-8"], ["Content-Type: APPLICATION/JSON"],
                ["Content-Type: text/plain"],
                [], ["Content-Type: application/json", "Content-Type: text/plain"],
                ["Content-Type: text/plain", "Content-Type: application/json"], ["Content-Type: application/json;"],
                ["Content-Type: application/x-www-form-urlencoded"],
            ])
        }
    }
}
