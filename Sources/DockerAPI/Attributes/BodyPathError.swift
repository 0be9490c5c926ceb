/// Why a text is no path into a body, and where.
public struct BodyPathError: Error, Sendable, Equatable {
    /// What is wrong; the raw value is a text for people.
    public enum Reason: String, Sendable {
        case empty = "the path is empty"
        case emptyName = "a name is missing between the dots"
        case badIndex = "brackets take `*`, a number from 0 on, or a name in double quotes"
        case unclosedBracket = "the bracket is not closed"
        case unclosedQuote = "the quote is not closed"
        case missingDot = "a dot or a bracket has to follow here"
        case tooLong = "the path has more than 64 steps"
    }

    /// What is wrong.
    public let reason: Reason
    /// In bytes from the start of the path.
    public let offset: Int

    /// - Parameter offset: In bytes from the start of the path.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension BodyPathError: CustomStringConvertible {
    public var description: String { "\(reason.rawValue), at byte \(offset)" }
}
