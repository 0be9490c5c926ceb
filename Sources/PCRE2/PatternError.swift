import CPCRE2

/// Why a pattern can't be used, and where in it.
public struct PatternError: Error, Sendable, Hashable {
    /// PCRE2's number of the error, 101 and up, or one of ours below that.
    public let code: Int32
    /// Bytes from the start of the pattern to where it was found.
    public let offset: Int
    /// In lower case, without the place.
    public let message: String

    public init(code: Int32, offset: Int, message: String) {
        self.code = code
        self.offset = offset
        self.message = message
    }

    static func tooLong(_ count: Int) -> PatternError {
        PatternError(
            code: 1,
            offset: Pattern.maximumLength,
            message: "the pattern is \(count) bytes long; \(Pattern.maximumLength) is the limit"
        )
    }

    static func holdsNUL(at offset: Int) -> PatternError {
        PatternError(code: 2, offset: offset, message: "a pattern can't hold a NUL character")
    }

    static func verb(at offset: Int) -> PatternError {
        PatternError(
            code: 3,
            offset: offset,
            message: "settings and verbs, `(*NAME…)`, are not for patterns; a parenthesis as text is written `\\(`"
        )
    }

    static func callout(at offset: Int) -> PatternError {
        PatternError(code: 4, offset: offset, message: "callouts, `(?C…)`, are not for patterns")
    }

    static let noMemory = PatternError(code: 5, offset: 0, message: "no memory is left to compile the pattern")

    /// An error that PCRE2 reported.
    static func reported(_ code: Int32, at offset: Int) -> PatternError {
        if code == PCRE2_ERROR_HEAP_FAILED { return noMemory }
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        let text = String(decoding: buffer.prefix(max(Int(length), 0)), as: UTF8.self)
        return PatternError(code: code, offset: offset, message: length > 0 ? text : "PCRE2 reports error \(code)")
    }
}

extension PatternError: CustomStringConvertible {
    public var description: String { "\(message), at byte \(offset) of the pattern" }
}
