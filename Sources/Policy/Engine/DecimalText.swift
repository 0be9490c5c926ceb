/// A JSON number (RFC 8259, section 6) taken apart: `significand × 10^exponent`.
struct DecimalText {
    private(set) var isNegative = false
    /// The first 36 significant digits.
    private(set) var significand: UInt128 = 0
    private(set) var exponent = 0
    /// Whether a digit other than zero was left out behind those.
    private(set) var isCut = false

    private static let digitLimit = 36
    /// Far beyond what any text here can make up for with zeros.
    private static let exponentLimit = 1 << 40

    private var digitCount = 0

    /// Nothing when the text is anything but a number.
    init?(_ text: Span<UInt8>) {
        var at = 0
        isNegative = Self.take(text, &at, UInt8(ascii: "-"))
        let first = at
        while let digit = Self.digit(text, at) {
            append(digit)
            at &+= 1
        }
        // At least one digit, and no zero in front of others.
        guard at > first, at == first &+ 1 || text[first] != UInt8(ascii: "0") else { return nil }
        if Self.take(text, &at, UInt8(ascii: ".")) {
            let point = at
            while let digit = Self.digit(text, at) {
                append(digit)
                exponent &-= 1
                at &+= 1
            }
            guard at > point else { return nil }
        }
        if Self.take(text, &at, UInt8(ascii: "e")) || Self.take(text, &at, UInt8(ascii: "E")) {
            guard let shift = Self.exponent(text, &at) else { return nil }
            exponent &+= shift
        }
        guard at == text.count else { return nil }
    }

    private mutating func append(_ digit: UInt8) {
        guard digitCount < Self.digitLimit else {
            if digit != 0 { isCut = true }
            exponent &+= 1
            return
        }
        significand = significand &* 10 &+ UInt128(digit)
        if significand != 0 { digitCount &+= 1 }
    }

    private static func exponent(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
        let isDown = take(text, &at, UInt8(ascii: "-"))
        if !isDown { _ = take(text, &at, UInt8(ascii: "+")) }
        let first = at
        var value = 0
        while let digit = digit(text, at) {
            value = min(value &* 10 &+ Int(digit), exponentLimit)
            at &+= 1
        }
        guard at > first else { return nil }
        return isDown ? 0 &- value : value
    }

    private static func digit(_ text: Span<UInt8>, _ at: Int) -> UInt8? {
        guard at < text.count else { return nil }
        let digit = text[at] &- UInt8(ascii: "0")
        return digit < 10 ? digit : nil
    }

    private static func take(_ text: Span<UInt8>, _ at: inout Int, _ byte: UInt8) -> Bool {
        guard at < text.count, text[at] == byte else { return false }
        at &+= 1
        return true
    }
}
