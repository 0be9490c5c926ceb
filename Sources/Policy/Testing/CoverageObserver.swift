/// Notes which conditions hold and which don't.
struct CoverageObserver: EvaluationObserver {
    struct Seen {
        var held = false
        var failed = false
    }

    static var isExhaustive: Bool { true }

    /// By the identity of the condition's ``ExpressionSource``.
    private(set) var seen: [ObjectIdentifier: Seen] = [:]
    private var open: [ObjectIdentifier?] = []

    mutating func begin(_ expression: Expression) {
        if case .condition(let condition) = expression {
            open.append(ObjectIdentifier(condition.source))
        } else {
            open.append(nil)
        }
    }

    mutating func saw(_ value: Span<UInt8>, _ truth: Truth) {}

    mutating func end(_ truth: Truth) {
        guard let condition = open.popLast(), let condition else { return }
        switch truth {
        case .yes: seen[condition, default: Seen()].held = true
        case .no, .undefined: seen[condition, default: Seen()].failed = true
        case .failed: break
        }
    }
}
