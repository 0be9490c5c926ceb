/// An HTTP status code as JSON number text.
enum StatusCode {
    /// - Returns: The number, or nothing when it is not one to three digits.
    static func parse(_ text: Span<UInt8>) -> Int? {
        guard text.count >= 1, text.count <= 3 else { return nil }
        var value = 0
        for index in 0..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
