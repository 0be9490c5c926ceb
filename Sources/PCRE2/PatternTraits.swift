import CPCRE2

/// What is known of a pattern without running it.
public struct PatternTraits: Sendable, Hashable {
    /// The one text that the pattern matches (searches for), as UTF-8, when it is plain text.
    public let literal: [UInt8]?
    /// A lower bound of the characters in a match. PCRE2 looks no further than 65535.
    public let minimumLength: Int
    /// The byte that each match of a pattern for search has to start with, when there is one.
    public let firstByte: UInt8?
    /// Whether the pattern may match the empty text.
    public let matchesEmpty: Bool
    public let captureCount: Int
    /// The highest group that is referred back to, 0 for none.
    public let highestBackreference: Int
    /// Whether it runs as machine code. Where no executable memory can be had it is interpreted, several times slower.
    public let isJITCompiled: Bool
    /// A text that every match contains, as UTF-8; empty when none can be told.
    public let required: [UInt8]

    /// Of plain text that all of a value has to be: it is compared, and no code is made of it.
    init(wholeLiteral text: [UInt8]) {
        literal = text
        required = text
        minimumLength = min(text.count { $0 & 0xC0 != 0x80 }, 65535)
        firstByte = nil
        matchesEmpty = text.isEmpty
        captureCount = 0
        highestBackreference = 0
        isJITCompiled = false
    }

    init(code: CompiledCode, literal: [UInt8]?, required: [UInt8]) {
        self.literal = literal
        self.required = required
        minimumLength = Int(code.number(UInt32(PCRE2_INFO_MINLENGTH)))
        let hasFirst = code.number(UInt32(PCRE2_INFO_FIRSTCODETYPE)) == 1
        firstByte = hasFirst ? UInt8(truncatingIfNeeded: code.number(UInt32(PCRE2_INFO_FIRSTCODEUNIT))) : nil
        matchesEmpty = code.number(UInt32(PCRE2_INFO_MATCHEMPTY)) != 0
        captureCount = Int(code.number(UInt32(PCRE2_INFO_CAPTURECOUNT)))
        highestBackreference = Int(code.number(UInt32(PCRE2_INFO_BACKREFMAX)))
        isJITCompiled = code.isJITCompiled
    }
}
