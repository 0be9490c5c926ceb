import StrictJSON

/// Where a log's whole records end, found from its last bytes.
enum LogTail: Equatable {
    /// Nothing was written yet.
    case empty
    /// The last whole record, and the offset of the first byte after it; what follows is torn.
    case record(ChainHead, end: Int)
    /// The file holds the beginning of its first record and nothing else.
    case torn
    /// These bytes don't tell, more from before them could.
    case undecided
    /// This is no audit log.
    case foreign

    /// Longest stretch at the end of a file that is searched for a whole record, in bytes.
    static let searchLimit = 64 << 20

    /// Highest number that a record can have: beyond it, JSON readers that take numbers for doubles lose digits.
    static let highestSequence: UInt64 = 1 << 53 - 1

    /// - Parameters:
    ///   - bytes: The last bytes of the file.
    ///   - isWhole: Whether they are the whole file.
    ///   - tokens: Scratch memory.
    static func examine(_ bytes: Span<UInt8>, isWhole: Bool, tokens: inout JSONTokens) -> LogTail {
        if bytes.isEmpty { return isWhole ? .empty : .undecided }
        guard var end = lastLineEnd(bytes, before: bytes.count) else {
            guard isWhole else { return .undecided }
            return isBeginningOfRecord(bytes) ? .torn : .foreign
        }
        while true {
            let previous = lastLineEnd(bytes, before: end - 1)
            if previous == nil, !isWhole { return .undecided }
            let start = previous ?? 0
            let line = bytes.extracting(start..<end - 1)
            if let sequence = sequence(of: line, tokens: &tokens) {
                // A record of a version that wrote no chain has no hash; then the chain begins behind it.
                let hash = ChainSeal.read(line)?.hash ?? .zero
                return .record(ChainHead(sequence: sequence, hash: hash), end: end)
            }
            guard let previous else { return .foreign }
            end = previous
        }
    }

    /// The number of a record; nothing when the line isn't a whole one.
    static func sequence(of line: Span<UInt8>, tokens: inout JSONTokens) -> UInt64? {
        guard line.count > 2, line[0] == UInt8(ascii: "{"), tokens.scan(line) == nil else { return nil }
        let all = tokens.tokens
        var sequence: UInt64?
        var hasTime = false
        var hasPhase = false
        var at = 1
        while at + 1 < all.count {
            let value = all[at + 1]
            if JSONString.equals(line, all[at], "seq") {
                guard value.kind == .number, sequence == nil else { return nil }
                sequence = decimal(line.extracting(value.range))
            } else if JSONString.equals(line, all[at], "time") {
                hasTime = value.kind == .string
            } else if JSONString.equals(line, all[at], "phase") {
                hasPhase = value.kind == .string
            }
            at = Int(value.next)
        }
        guard hasTime, hasPhase else { return nil }
        return sequence
    }

    private static func decimal(_ digits: Span<UInt8>) -> UInt64? {
        guard (1...16).contains(digits.count) else { return nil }
        var value: UInt64 = 0
        for index in digits.indices {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[index]) else { return nil }
            value = value * 10 + UInt64(digits[index] - UInt8(ascii: "0"))
        }
        return (1...highestSequence).contains(value) ? value : nil
    }

    /// The offset after the last line feed before an offset.
    private static func lastLineEnd(_ bytes: Span<UInt8>, before limit: Int) -> Int? {
        var at = limit
        while at > 0 {
            if bytes[at - 1] == UInt8(ascii: "\n") { return at }
            at -= 1
        }
        return nil
    }

    /// Whether bytes without a line feed can be what is left of a log's first record: its beginning, or the zeros that a
    /// file system leaves when the power goes between the new length and the data.
    private static func isBeginningOfRecord(_ bytes: Span<UInt8>) -> Bool {
        if bytes[0] == 0 {
            for index in bytes.indices where bytes[index] != 0 { return false }
            return true
        }
        let opening: StaticString = "{\"time\":\""
        for index in 0..<min(bytes.count, opening.utf8CodeUnitCount) where bytes[index] != opening.utf8Start[index] {
            return false
        }
        return true
    }
}
