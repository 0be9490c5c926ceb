import DockerAPI

/// Writes down what an evaluation looks at.
struct TraceObserver: EvaluationObserver {
    private struct Frame {
        let expression: Expression
        var parts: [ExplainedCondition] = []
        var fitting: [ExplainedValue] = []
        var unfitting: [ExplainedValue] = []
        var valueCount = 0
    }

    static var isExhaustive: Bool { true }

    private var stack: [Frame] = []
    private var root: ExplainedCondition?

    /// The conditions of the rule that all have to hold.
    var conditions: [ExplainedCondition] {
        guard let root else { return [] }
        return root.isGroup ? root.parts : [root]
    }

    mutating func begin(_ expression: Expression) {
        stack.append(Frame(expression: expression))
    }

    mutating func saw(_ value: Span<UInt8>, _ truth: Truth) {
        guard !stack.isEmpty else { return }
        let top = stack.count - 1
        stack[top].valueCount += 1
        let known = truth == .yes ? stack[top].fitting.count : stack[top].unfitting.count
        guard known < ExplainedCondition.valueLimit else { return }
        let seen = ExplainedValue(text: SafeText.inline(value), outcome: ConditionOutcome(truth))
        if truth == .yes { stack[top].fitting.append(seen) } else { stack[top].unfitting.append(seen) }
    }

    mutating func end(_ truth: Truth) {
        guard let frame = stack.popLast() else { return }
        let source = frame.expression.source
        let values = frame.unfitting + frame.fitting
        var isAboutOperation = false
        var isGroup = false
        switch frame.expression {
        case .condition(let condition): isAboutOperation = condition.attribute.isAboutOperation
        case .all: isGroup = true
        case .any, .not: isAboutOperation = frame.parts.contains { $0.isAboutOperation && $0.outcome == .holds }
        }
        let explained = ExplainedCondition(
            place: source.place,
            text: source.text,
            outcome: ConditionOutcome(truth),
            values: Array(values.prefix(ExplainedCondition.valueLimit)),
            valueCount: frame.valueCount,
            // Evaluated in the order of their costs.
            parts: frame.parts.sorted { $0.place < $1.place },
            isAboutOperation: isAboutOperation,
            isGroup: isGroup
        )
        if stack.isEmpty { root = explained } else { stack[stack.count - 1].parts.append(explained) }
    }
}

extension Attribute {
    /// Whether it says which operation of the engine is called.
    fileprivate var isAboutOperation: Bool {
        switch self {
        case .call(.path), .call(.action), .call(.uri): true
        default: false
        }
    }
}
