/// Nobody: compiles to nothing.
struct NoObserver: EvaluationObserver {
    @inline(__always) static var isExhaustive: Bool { false }
    @inline(__always) mutating func begin(_ expression: Expression) {}
    @inline(__always) mutating func saw(_ value: Span<UInt8>, _ truth: Truth) {}
    @inline(__always) mutating func end(_ truth: Truth) {}
}
