import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Digests as text")
struct HexDigestTests {
    @Test("are read as they are written")
    func bothWays() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<2000 {
            let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let digest = bytes.withUnsafeBytes { HexDigest(digest: $0) }
            let text = bytes.map { String(format: "%02x", $0) }.joined()
            #expect(digest.description == text && HexDigest(text) == digest && digest.bytes == bytes)
        }
    }

    @Test("each of 256 bytes at each place is a digit or none")
    func digits() {
        let good = Array("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".utf8)
        for place in [0, 1, 7, 8, 15, 16, 31, 62, 63] {
            for byte in UInt8.min...UInt8.max {
                var text = good
                text[place] = byte
                let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
                let digest = HexDigest(text.span)
                #expect((digest != nil) == (isDigit || isLetter), "\(byte) at \(place)")
                if let digest { #expect(Array(digest.description.utf8) == text) }
            }
        }
        #expect(HexDigest(good.span.extracting(first: 63)) == nil && HexDigest("") == nil)
    }
}
