import Foundation
import TestSupport
import Testing

@testable import StrictJSON

@Suite struct Base64Tests {
    private func decode(_ text: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = [7]
        guard Base64.decode(text.span, into: &output) else {
            #expect(output == [7])
            return nil
        }
        #expect(output.first == 7)
        return Array(output.dropFirst())
    }

    @Test func decodesWhatFoundationEncodes() {
        var random = SeededGenerator(seed: 31)
        for count in 0..<300 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(decode(Array(Data(bytes).base64EncodedString().utf8)) == bytes)
        }
    }

    /// Every byte at every place of a text that is long enough to be read in large steps.
    @Test func refusesAForeignByteAnywhere() {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for count in [16, 20, 32, 36, 52] {
            let text = [UInt8](repeating: UInt8(ascii: "Q"), count: count)
            for at in 0..<count {
                for byte in UInt8.min...UInt8.max {
                    // At the end stands the padding, too.
                    if byte == UInt8(ascii: "="), at == count - 1 { continue }
                    var other = text
                    other[at] = byte
                    if (decode(other) != nil) != alphabet.contains(byte) {
                        Issue.record("\(byte) at \(at) of \(count)")
                    }
                }
            }
        }
    }

    /// Whatever is accepted is what an encoder would have written for the result: there is one text for every value.
    @Test func acceptsOnlyWhatAnEncoderWrites() {
        var random = SeededGenerator(seed: 32)
        let alphabet = Array("ABQZagwz0189+/=-_ \n\0\u{E9}".utf8)
        var accepted = 0
        for _ in 0..<60_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let mine = decode(text)
            if let mine {
                accepted += 1
                if Array(Data(mine).base64EncodedString().utf8) != text { Issue.record("\(text)") }
            } else if let data = Data(base64Encoded: Data(text)), Array(data.base64EncodedString().utf8) == text {
                Issue.record("refused \(text)")
            }
        }
        #expect(accepted > 500)
    }

    @Test(arguments: [
        "A", "AA", "AAA", "AAAAA", "====", "A===", "=AAA", "AA=A", "AAA=AAAA", "AA==AAAA", "AAAA====", "AB==", "AAB=",
        "AA\n==",
        "AAA ", " AAA", "AA-_", "AAA\0", "QUI", "QUI==", "////=", "AA=\n", "\u{E9}AA",
    ])
    func refused(text: String) {
        #expect(decode(Array(text.utf8)) == nil)
    }
}
