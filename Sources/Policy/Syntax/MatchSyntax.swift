/// A `match` and its parts.
indirect enum MatchSyntax {
    case all([MatchSyntax], ExpressionSource)
    case any([MatchSyntax], ExpressionSource)
    case not(MatchSyntax, ExpressionSource)
    case condition(ConditionSyntax)
}
