/// Something around a test went wrong, not what it tests.
public struct TestFault: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
