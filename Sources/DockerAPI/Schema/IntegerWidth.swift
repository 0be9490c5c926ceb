/// What fits in a Go integer. Any other number is an error of Go's decoder.
public enum IntegerWidth: Sendable {
    case int64
    case uint8
    case uint16
    case uint32
    case uint64

    /// Whether Go reads a JSON number into an integer of this width: no fraction, no exponent, not out of range, and no
    /// sign where there is none to have (`-0`, too).
    ///
    /// - Parameter number: The digits as they stand in the text, already known to be a JSON number.
    public func accepts(_ number: Span<UInt8>) -> Bool {
        var at = 0
        let negative = !number.isEmpty && number[0] == UInt8(ascii: "-")
        if negative {
            guard self == .int64 else { return false }
            at = 1
        }
        guard at < number.count else { return false }
        var magnitude: UInt64 = 0
        while at < number.count {
            let digit = number[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return false }
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
            guard !overflow, !carry else { return false }
            magnitude = sum
            at &+= 1
        }
        return magnitude <= limit(negative: negative)
    }

    private func limit(negative: Bool) -> UInt64 {
        switch self {
        case .int64: UInt64(Int64.max) &+ (negative ? 1 : 0)
        case .uint8: UInt64(UInt8.max)
        case .uint16: UInt64(UInt16.max)
        case .uint32: UInt64(UInt32.max)
        case .uint64: UInt64.max
        }
    }
}
