/// One entry of `tests`, with the places that later checks report.
struct TestSyntax {
    let test: PolicyTest
    let rules: [(id: String, node: YAMLNode)]
}
