/// Spans of time as people write them: `30s`, `15m`, `12h`, `7d`, `2w`.
enum DurationText {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]

    /// - Returns: Seconds; nothing when the text is anything else, or more than an `Int64` holds.
    static func seconds(_ text: String) -> Int64? {
        let digits = text.dropLast()
        guard let unit = text.last, let factor = units[unit], digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let count = Int64(digits)
        else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? nil : seconds
    }
}
