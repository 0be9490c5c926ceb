import Testing

@testable import DockerAPI

/// Texts that differ anywhere have different hashes.
@Suite struct KeyedHashTests {
    private func hash(_ text: [UInt8]) -> [UInt64] {
        let (first, second) = KeyedHash.hash(text.span)
        return [first, second]
    }

    @Test(arguments: [32, 33, 63, 64, 65, 95, 96, 100, 1000])
    func everyByteCounts(count: Int) {
        let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(hash(text) == hash(text))
        var seen: Set<[UInt64]> = [hash(text)]
        for at in 0..<count {
            for bit in 0..<8 {
                var other = text
                other[at] ^= 1 << UInt8(bit)
                #expect(seen.insert(hash(other)).inserted)
            }
        }
        #expect(seen.insert(hash(text + [0])).inserted)
        #expect(seen.insert(hash(Array(repeating: 0, count: count))).inserted)
        #expect(seen.insert(hash(Array(repeating: 0, count: count + 1))).inserted)
    }
}
