/// Texts of which every match of a pattern contains one: `(?i).*(PASSWORD|SECRET)=.+`.
///
/// A value without any of them can't match, so PCRE2 need not be asked.
struct RequiredChoice: Sendable {
    /// As UTF-8; in lower case, and ASCII, where case doesn't count.
    let texts: [[UInt8]]
    let ignoresCase: Bool
    /// Of the shortest text, in bytes.
    private let window: Int
    /// For each pair of bytes, by ``pair(_:_:)``, how far a window that ends in it can be moved on without passing over a
    /// text (Wu and Manber).
    private let shifts: [UInt8]

    /// A pattern with more texts than these isn't looked at.
    static let maximumCount = 16
    /// A shorter text stands in too many values for the look to be worth it, in bytes.
    static let shortestText = 2

    /// - Returns: Nothing where looking for these texts is of no use.
    init?(_ texts: [[UInt8]], ignoresCase: Bool) {
        guard let window = texts.map(\.count).min(), window >= Self.shortestText, texts.count <= Self.maximumCount
        else {
            return nil
        }
        if ignoresCase {
            guard texts.allSatisfy({ $0.allSatisfy { $0 < 0x80 } }) else { return nil }
            self.texts = texts.map { $0.map(Self.lowered) }
        } else {
            self.texts = texts
        }
        self.ignoresCase = ignoresCase
        self.window = min(window, 255)
        var shifts = [UInt8](repeating: UInt8(self.window - 1), count: 1 << 10)
        for text in self.texts {
            for index in 1..<self.window {
                let pair = Self.pair(text[index - 1], text[index])
                shifts[pair] = min(shifts[pair], UInt8(self.window - 1 - index))
            }
        }
        self.shifts = shifts
    }

    /// What a look at a value says.
    enum Look {
        /// Some text is in it, or that can't be told.
        case perhaps
        /// None is in it.
        case none
        /// None is in it, and it is ASCII.
        case noneInASCII
    }

    /// Looks for the texts.
    ///
    /// Where case doesn't count, only ASCII is looked at: other characters fold to ASCII letters too, as U+017F to `s`.
    func look(at value: UnsafeBufferPointer<UInt8>) -> Look {
        let value = Span(_unsafeElements: value)
        if ignoresCase, !Self.isASCII(value) { return .perhaps }
        // A pair of bytes is an index within the shifts, and the condition of the loop is the check of what is read: `end` is
        // at least 1, for no text is shorter than two bytes.
        guard shifts.count == 1 << 10 else { return .perhaps }
        let shifts = shifts.span
        var end = max(window &- 1, 1)
        while end < value.count {
            let shift = Int(shifts[unchecked: Self.pair(value[unchecked: end &- 1], value[unchecked: end])])
            guard shift == 0 else {
                end &+= shift
                continue
            }
            if stands(at: end &+ 1 &- window, in: value) { return .perhaps }
            end &+= 1
        }
        return ignoresCase ? .noneInASCII : .none
    }

    private func stands(at start: Int, in value: Span<UInt8>) -> Bool {
        for text in texts where value.count &- start >= text.count {
            var index = 0
            while index < text.count, Self.fold(value[start &+ index], ignoresCase) == text[index] { index &+= 1 }
            if index == text.count { return true }
        }
        return false
    }

    /// The lowest five bits of both: letters that differ in case only are the same.
    @inline(__always)
    private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }

    private static func isASCII(_ value: Span<UInt8>) -> Bool {
        let raw = value.bytes
        var bits: UInt64 = 0
        var at = 0
        // The one unchecked read: the condition of the loop is its check.
        while at &+ 8 <= value.count {
            bits |= raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
            at &+= 8
        }
        while at < value.count {
            bits |= UInt64(value[at])
            at &+= 1
        }
        return bits & 0x8080_8080_8080_8080 == 0
    }

    @inline(__always)
    private static func fold(_ byte: UInt8, _ ignoresCase: Bool) -> UInt8 { ignoresCase ? lowered(byte) : byte }

    @inline(__always)
    private static func lowered(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }
}
