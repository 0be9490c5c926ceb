import Crypto

/// The end of every record: `,"prev":"…","hash":"…"}`.
///
/// `prev` is the hash of the record before. `hash` is SHA-256 over the record's own bytes from its `{` to the quote behind
/// `prev`: over the bytes as they stand in the file, so that nothing has to be parsed or put in order to check one.
enum ChainSeal {
    private static let prevName: StaticString = ",\"prev\":\""
    private static let hashName: StaticString = "\",\"hash\":\""
    private static let end: StaticString = "\"}"

    /// Bytes of the whole seal.
    static let length = 9 + 64 + 10 + 64 + 2
    /// Bytes behind the part that is hashed: all but the quote that ends `prev`.
    private static let unhashed = 9 + 64 + 2

    /// Ends the record that begins at an offset.
    ///
    /// - Parameter line: All of the record but its closing brace.
    /// - Returns: Its hash, which the next one has as `prev`.
    static func close(_ line: inout [UInt8], from start: Int, previous: HexDigest) -> HexDigest {
        append(prevName, to: &line)
        previous.append(to: &line)
        append(hashName, to: &line)
        // Its quote is the last byte that is hashed.
        let hash = digest(line.span.extracting(start...(line.count - hashName.utf8CodeUnitCount)))
        hash.append(to: &line)
        append(end, to: &line)
        return hash
    }

    /// What a record says of its place in the chain; nothing where it doesn't end in a seal.
    ///
    /// - Parameter record: A line without its line feed.
    static func read(_ record: Span<UInt8>) -> (previous: HexDigest, hash: HexDigest)? {
        guard record.count > length else { return nil }
        let seal = record.extracting(last: length)
        guard matches(seal, prevName, at: 0), matches(seal, hashName, at: 73), matches(seal, end, at: 147),
            let previous = HexDigest(seal.extracting(9..<73)), let hash = HexDigest(seal.extracting(83..<147))
        else { return nil }
        return (previous, hash)
    }

    /// The hash that a sealed record should have, over its own bytes.
    static func computed(_ record: Span<UInt8>) -> HexDigest {
        digest(record.extracting(0..<max(0, record.count - unhashed)))
    }

    private static func digest(_ bytes: Span<UInt8>) -> HexDigest {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().withUnsafeBytes { HexDigest(digest: $0) }
    }

    private static func append(_ text: StaticString, to line: inout [UInt8]) {
        line.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func matches(_ seal: Span<UInt8>, _ text: StaticString, at offset: Int) -> Bool {
        for index in 0..<text.utf8CodeUnitCount where seal[offset + index] != text.utf8Start[index] { return false }
        return true
    }
}
