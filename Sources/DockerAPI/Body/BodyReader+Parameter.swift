extension BodyReader {
    /// Reads the JSON in a parameter of the query, into `parameterTree` over `parameterBytes`.
    mutating func readParameter(_ value: ArraySlice<UInt8>, type: UInt16, maximumDepth: Int) {
        var bytes: [UInt8] = []
        var tree = BodyTree()
        swap(&bytes, &parameterBytes)
        swap(&tree, &parameterTree)
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: value)
        read(ByteRange(0, bytes.count), type: type, maximumDepth: maximumDepth, arena: &bytes, tree: &tree)
        swap(&bytes, &parameterBytes)
        swap(&tree, &parameterTree)
    }
}
