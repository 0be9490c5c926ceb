/// Memory for the tokens of one scan: whoever puts one in has seen to it that there is room, so that nothing is checked twice.
struct TokenRoom {
    private let buffer: UnsafeMutableBufferPointer<JSONToken>
    private(set) var count = 0

    /// - Parameter buffer: Outlives this value; it need not be initialized.
    @inline(__always)
    init(_ buffer: UnsafeMutableBufferPointer<JSONToken>) { self.buffer = buffer }

    /// How many tokens more there is room for.
    @inline(__always)
    var left: Int { buffer.count &- count }

    /// Puts a token in; does nothing where there is no room.
    @inline(__always)
    mutating func append(_ token: JSONToken) {
        guard count < buffer.count else { return }
        buffer.initializeElement(at: count, to: token)
        count &+= 1
    }

    /// Ends an object or a list behind the newest token.
    @inline(__always)
    func end(_ index: Int, at end: Int) {
        guard index < count else { return }
        buffer[index].end = UInt32(truncatingIfNeeded: end)
        buffer[index].next = UInt32(truncatingIfNeeded: count)
    }

    @inline(__always)
    func isObject(_ index: Int) -> Bool { index < count && buffer[index].kind == .object }
}
