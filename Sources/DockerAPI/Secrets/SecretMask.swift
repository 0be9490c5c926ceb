/// What becomes of secrets where something of a call is written down. It is asked only where there is something to hide.
public protocol SecretMask: AnyObject {
    /// Appends what stands instead of a secret: printable ASCII without quotes, backslashes and spaces.
    func hide(_ secret: Span<UInt8>, to output: inout [UInt8])

    /// Appends a text of which parts may be secret: credentials in a URL, or what an administrator's pattern matches.
    ///
    /// - Returns: Whether something of it was hidden.
    func clean(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool

    /// Places in a request's body that hold secrets beside those that are known.
    var bodyPaths: [BodyPath] { get }

    /// The same of an answer.
    var answerPaths: [BodyPath] { get }

    /// Whether an administrator has said that a parameter of the query is secret.
    func hidesParameter(_ name: Span<UInt8>) -> Bool
}
