/// Watches an evaluation. There is one engine; deciding is evaluating while nobody watches.
protocol EvaluationObserver {
    /// Whether everything is to be looked at, even when the result is known already.
    static var isExhaustive: Bool { get }
    mutating func begin(_ expression: Expression)
    /// A value that the condition begun last has looked at, and whether the value alone fits.
    mutating func saw(_ value: Span<UInt8>, _ truth: Truth)
    mutating func end(_ truth: Truth)
}
