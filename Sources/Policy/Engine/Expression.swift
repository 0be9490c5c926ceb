/// What a rule asks of a call. Its depth is bounded by the reader of rule files.
indirect enum Expression: Sendable {
    case condition(Condition)
    case all([Expression], ExpressionSource)
    case any([Expression], ExpressionSource)
    case not(Expression, ExpressionSource)

    var source: ExpressionSource {
        switch self {
        case .condition(let condition): condition.source
        case .all(_, let source), .any(_, let source), .not(_, let source): source
        }
    }

    /// Roughly what it costs to evaluate.
    var cost: Int {
        switch self {
        case .condition(let condition): condition.cost
        case .all(let parts, _), .any(let parts, _): parts.reduce(1) { $0 &+ $1.cost }
        case .not(let part, _): part.cost &+ 1
        }
    }
}
