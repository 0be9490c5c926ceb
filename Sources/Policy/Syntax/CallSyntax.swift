/// A call of a test while it is read.
struct CallSyntax {
    var call = TestCall()
    var group: (name: String, node: YAMLNode)?
    /// Whether method and URI are there.
    var hasRequest = false
}
