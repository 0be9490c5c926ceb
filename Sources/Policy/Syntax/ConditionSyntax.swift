/// One attribute and one operator.
struct ConditionSyntax {
    enum Test {
        case some([PatternSyntax])
        case someOther([PatternSyntax])
        case all([PatternSyntax])
        case none([PatternSyntax])
        case exists(Bool)
        case within(NumberRange)
    }

    let attribute: Attribute
    let test: Test
    let source: ExpressionSource
}
