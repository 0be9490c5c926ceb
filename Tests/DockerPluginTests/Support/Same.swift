import Testing

/// `#expect(left == right)` for calls that change what they are made on, which the macro can't take.
func same<Value: Equatable>(_ left: Value, _ right: Value, at place: SourceLocation = #_sourceLocation) {
    #expect(left == right, sourceLocation: place)
}
