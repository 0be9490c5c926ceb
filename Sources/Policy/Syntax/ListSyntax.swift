/// One entry of `lists`.
struct ListSyntax {
    let name: String
    let node: YAMLNode
    let patterns: [PatternSyntax]
}
