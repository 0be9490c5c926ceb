/// The route that dockerd would run for a call, and what its placeholders took.
public struct EndpointMatch: Sendable {
    public let endpoint: Endpoint
    private let first: Range<Int>
    private let second: Range<Int>

    init(_ endpoint: Endpoint, _ first: Range<Int> = 0..<0, _ second: Range<Int> = 0..<0) {
        self.endpoint = endpoint
        self.first = first
        self.second = second
    }

    /// The bytes of the path that a placeholder took, by index; an index that isn't there took none.
    public func range(ofPlaceholder index: Int) -> Range<Int> {
        switch index {
        case 0: first
        case 1: second
        default: 0..<0
        }
    }
}
