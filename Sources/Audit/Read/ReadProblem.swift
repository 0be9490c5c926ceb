import Policy

/// A line that is no record, with its place. What comes after it is read all the same.
public struct ReadProblem: Error, Sendable, Equatable {
    public let file: String
    /// From 1.
    public let line: Int
    /// What is wrong, in lower case; safe to show.
    public let message: String

    public init(file: String, line: Int, _ message: String) {
        self.file = file
        self.line = line
        self.message = message
    }
}

extension ReadProblem: CustomStringConvertible {
    /// `file:line: message`.
    public var description: String { "\(SafeText.inline(file)):\(line): \(message)" }
}
