/// Writes a request target in one of the ways that lead dockerd's router to the same place, or to another one.
struct URIScribe {
    private var dice: Dice
    private var target = ""

    static func write(_ draft: URIDraft, _ dice: inout Dice) -> String {
        var scribe = URIScribe(dice: Dice(seed: dice.next()))
        scribe.writePath(draft)
        scribe.writeQuery(draft)
        return scribe.target
    }

    private init(dice: Dice) { self.dice = dice }

    private mutating func writePath(_ draft: URIDraft) {
        let odd = [
            "/v9.99", "/v1", "/v...", "/v", "/V1.41", "/v1.41x", "/v1.41/v1.41", "/v1.11", "/v1.99999999999999999999",
            "/v.",
        ]
        let usual = [
            "", "", "/v1.41", "/v1.41", "/v1.24", "/v1.41.0", "/v01.041", "/v1.41.", "/v1.41.0.0", "/v1..41", "/v1.30",
        ]
        let prefix = dice.pick(dice.percent(12) ? odd : usual)
        let often = dice.percent(60) ? 0 : dice.pick([3, 30, 100])
        var path = ""
        for byte in (prefix + draft.path).utf8 { path += written(byte, often, isSlash: dice.percent(often / 4)) }
        if dice.percent(20) { disturb(&path) }
        let authority = dice.pick([
            "http://x", "https://a:b@c:1", "foo://h", "HTTP://", "http:", "x:", "//h", "http://[::1]", "1:",
        ])
        target = dice.percent(15) ? authority + path : path
    }

    /// A byte of a path as it is, where that is possible, or escaped.
    private mutating func written(_ byte: UInt8, _ often: Int, isSlash: Bool) -> String {
        let isPlain = byte > 0x20 && byte < 0x7F && !"%?#".utf8.contains(byte)
        let keep = byte == UInt8(ascii: "/") ? !isSlash : !dice.percent(often)
        return isPlain && keep ? String(UnicodeScalar(byte)) : escaped(byte)
    }

    private mutating func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: dice.percent(50))
        return "%\(digits.count == 1 ? "0" : "")\(digits)"
    }

    /// One change that may lead elsewhere.
    private mutating func disturb(_ path: inout String) {
        let slashes = path.indices.filter { path[$0] == "/" }
        guard let slash = slashes.isEmpty ? nil : dice.pick(slashes) else { return }
        let behind = path.index(after: slash)
        switch dice.below(6) {
        case 0:
            path.insert(contentsOf: dice.pick(["/", "./", "../", "x/../", "%2e/", "%2E%2e/", "%2f", "//"]), at: behind)
        case 1:
            path += dice.pick([
                "/", ";x", "%00", "%20", "%3f", "%23", "+", "/.", "/..", "%2f", "%0a", "%7f", "%ff", "%", "%zz",
                "%c0%af",
            ])
        case 2: path = path.uppercased()
        case 3:
            let at = path.index(path.startIndex, offsetBy: dice.below(path.count))
            path.insert(
                dice.pick(["\u{7F}", "\"", "<", "\\", "^", "{", "|", "`", "\t", "%", ";", "\u{E9}", "#", "?"]),
                at: at
            )
        case 4:
            // Escaped once more: dockerd decodes once.
            path = path.replacingOccurrences(of: "%", with: "%25")
        default: path.remove(at: behind < path.endIndex ? behind : slash)
        }
    }

    private mutating func writeQuery(_ draft: URIDraft) {
        var parts: [String] = []
        for parameter in draft.query {
            var (name, value) = (encoded(parameter.name), encoded(parameter.value))
            switch dice.below(14) {
            case 0, 1: parts.append("\(name)=\(dice.pick(["0", "1", "", "zz"]))")
            case 2: name = name.uppercased()
            case 3: value += dice.pick(["#x", "?x=1", ";y=2", "=", "%00", "%zz", "+", "%20", "%E9", "\\", "%26a=b"])
            case 4: parts.append(dice.pick(["", "x", "=1", "x=%41", "a=b=c", "?", "%3d=1", "+=+"]))
            default: break
            }
            parts.append(dice.percent(4) ? name : "\(name)=\(value)")
            if dice.percent(12) { parts.append("\(name)=\(dice.pick(["0", "1", "zz", value]))") }
        }
        if dice.percent(6) { parts.append(dice.pick(["", "x=1", "#", "%zz", ";", "all=1;x"])) }
        guard !parts.isEmpty || dice.percent(5) else { return }
        target += "?" + parts.joined(separator: dice.percent(95) ? "&" : dice.pick(["&&", ";", "&amp;"]))
    }

    private mutating func encoded(_ text: String) -> String {
        let often = dice.percent(80) ? 0 : 50
        var written = ""
        for byte in text.utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && !"%&+#;=\"{}".utf8.contains(byte)
            if byte == 0x20, dice.percent(50) {
                written += "+"
            } else {
                written += isPlain && !dice.percent(often) ? String(UnicodeScalar(byte)) : escaped(byte)
            }
        }
        return written
    }
}
