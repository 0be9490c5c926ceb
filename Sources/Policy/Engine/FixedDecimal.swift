/// A number of a call or a rule, exact to nine digits behind the point and comparable beyond that.
///
/// Held as twice the number of billionths, plus one where digits were left out: such a number lies truly between its
/// neighbours, so that `2.5000000001` is over a limit of `2.5`.
struct FixedDecimal: Sendable, Comparable {
    private let halves: Int128

    private init(halves: Int128) {
        self.halves = halves
    }

    static func < (one: FixedDecimal, other: FixedDecimal) -> Bool { one.halves < other.halves }

    private static let fractionDigits = 9
    private static let largest = FixedDecimal(halves: .max - 1)
    private static let smallest = FixedDecimal(halves: -(.max - 1))

    /// Whether it has more than nine digits behind the point.
    var isInexact: Bool { halves & 1 != 0 }

    /// Reads a JSON number (RFC 8259, section 6); nothing else is a number. What is too large becomes the largest.
    init?(_ text: Span<UInt8>) {
        guard let number = DecimalText(text) else { return nil }
        self.init(number)
    }

    /// - Parameter factor: What the number is multiplied with, 1024 for KiB; positive.
    init?(_ text: Span<UInt8>, times factor: Int64) {
        guard let number = FixedDecimal(text) else { return nil }
        let (product, overflow) = number.halves.multipliedReportingOverflow(by: Int128(max(factor, 1)))
        halves = overflow ? (number.halves < 0 ? Self.smallest.halves : Self.largest.halves) : product
    }

    private init(_ number: DecimalText) {
        var magnitude = number.significand
        var isCut = number.isCut
        var overflows = false
        var shift = number.exponent &+ Self.fractionDigits
        while shift > 0, magnitude != 0, !overflows {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            magnitude = product
            overflows = overflow
            shift &-= 1
        }
        while shift < 0, magnitude != 0 {
            let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
            magnitude = quotient
            if remainder != 0 { isCut = true }
            shift &+= 1
        }
        guard !overflows, magnitude < 1 << 120 else {
            self = number.isNegative ? .smallest : .largest
            return
        }
        let halves = Int128(magnitude) << 1 | (isCut ? 1 : 0)
        self.init(halves: number.isNegative ? 0 &- halves : halves)
    }
}
