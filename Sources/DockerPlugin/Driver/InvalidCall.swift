/// A call that its driver can't take because the call itself is wrong: answered with status 400 and `{"Err":…}`.
///
/// The kit throws it for calls that don't have the form of their kind; a driver may throw it for an option that it doesn't
/// know. Any other error that a driver throws says that the driver failed and is answered with status 500. The daemon shows
/// the text of both to its client.
public struct InvalidCall: Error, Sendable, Equatable {
    /// What is wrong, for a person: lower-case, what came from outside in back-ticks.
    public let message: String

    public init(_ message: String) { self.message = message }
}

extension InvalidCall: CustomStringConvertible {
    public var description: String { message }
}
