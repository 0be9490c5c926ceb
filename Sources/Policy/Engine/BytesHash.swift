/// Hashes and compares bytes without making a key of them, so that looking something up allocates nothing.
enum BytesHash {
    /// Seeded anew in each process: nobody outside can aim at one bucket.
    static func hash(_ bytes: Span<UInt8>) -> Int {
        var hasher = Hasher()
        bytes.withUnsafeBufferPointer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }

    static func equal(_ bytes: Span<UInt8>, _ other: [UInt8]) -> Bool {
        guard bytes.count == other.count else { return false }
        return bytes.withUnsafeBufferPointer { $0.elementsEqual(other) }
    }
}
