/// One entry of `tests`, with the places that later checks report.
struct TestSyntax {
    var test: PolicyTest
    var rules: [(id: String, node: YAMLNode)] = []
    /// The group whose first member makes the call.
    var group: (name: String, node: YAMLNode)?
}
