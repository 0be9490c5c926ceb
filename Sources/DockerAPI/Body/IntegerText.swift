/// Go's `strconv.ParseInt` and `ParseUint` on the text of a JSON number.
enum IntegerText {
    /// The number, where it is a whole one of 64 bits.
    static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (magnitude: UInt64, isNegative: Bool)? {
        var at = range.lowerBound
        let isNegative = at < range.upperBound && bytes[at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        guard at < range.upperBound else { return nil }
        var magnitude: UInt64 = 0
        while at < range.upperBound {
            let digit = bytes[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, tooLargeNow) = product.addingReportingOverflow(UInt64(digit))
            guard !tooLarge, !tooLargeNow else { return nil }
            magnitude = sum
            at += 1
        }
        return (magnitude, isNegative)
    }
}
