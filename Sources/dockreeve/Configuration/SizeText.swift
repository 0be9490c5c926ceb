/// Sizes as people write them: `1024`, `8MiB`.
enum SizeText {
    /// - Returns: Bytes; nothing when the text is anything else, or more than an `Int` holds.
    static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), let factor = factor(text.dropFirst(digits.count)) else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }

    private static func factor(_ unit: Substring) -> Int? {
        switch unit {
        case "": 1
        case "KiB": 1 << 10
        case "MiB": 1 << 20
        case "GiB": 1 << 30
        default: nil
        }
    }
}
