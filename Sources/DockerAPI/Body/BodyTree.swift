/// The canonical body of a call, as nodes over its arena; empty where there is no body that could be read.
struct BodyTree: Sendable {
    var nodes: [BodyNode] = []
    /// Values that facts are gathered from, found on the way.
    var places: [FactPlace] = []

    mutating func removeAll() {
        nodes.recycle()
        places.recycle()
    }
}

/// A value that says something about ``Fact``s.
struct FactPlace: Sendable {
    /// Of the value.
    let node: UInt32
    let source: FactSource
}
