/// The limits of `min` and `max`, both included.
struct NumberRange: Sendable {
    let minimum: FixedDecimal?
    let maximum: FixedDecimal?

    /// Whether a value is a number within the limits.
    func contains(_ value: Span<UInt8>) -> Bool {
        guard let number = FixedDecimal(value) else { return false }
        if let minimum, number < minimum { return false }
        if let maximum, number > maximum { return false }
        return true
    }
}
