/// Why a text is not one strict JSON value, and where.
public struct JSONFault: Error, Sendable, Equatable {
    public enum Reason: String, Sendable {
        case empty = "the text is empty"
        case tooLarge = "the text is over 2 GiB"
        case tooDeep = "values are nested too deeply"
        case truncated = "the text ends in the middle of a value"
        case unexpectedByte = "this byte can't stand here"
        case badEscape = "the backslash escape is not one of JSON's"
        case loneSurrogate = "the \\u escape is half of a surrogate pair"
        case controlCharacter = "a control character stands in a string unescaped"
        case invalidUTF8 = "the bytes are not valid UTF-8"
        case badNumber = "the number is not one of JSON's"
        case trailingData = "more text follows after the value"
    }

    public let reason: Reason
    /// Offset of the offending byte from the start of the text.
    public let offset: Int

    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONFault: CustomStringConvertible {
    public var description: String { "\(reason.rawValue), at byte \(offset)" }
}
