import Foundation
import TestSupport
import Testing

@testable import StrictJSON

@Suite struct PropertyTests {
    @Test func whatIsWrittenIsScanned() {
        var random = SeededGenerator(seed: 1)
        var tokens = JSONTokens()
        for _ in 0..<2_000 {
            let model = JSONModel.random(&random)
            let bytes = Array(model.written(&random).utf8)
            guard tokens.scan(bytes.span) == nil else {
                Issue.record("refused \(String(decoding: bytes, as: UTF8.self))")
                continue
            }
            #expect(JSONModel(bytes, tokens.tokens) == model)
        }
    }

    /// Texts broken in a few places. Foundation is the second opinion.
    @Test func brokenTextsAgreeWithFoundation() {
        var random = SeededGenerator(seed: 2)
        var tokens = JSONTokens()
        var accepted = 0
        var refused = 0
        let interesting: [UInt8] =
            Array("[]{}:,\"\\ntfu0123456789-+.eE /#\t\n\r".utf8) + [0, 0x1F, 0x7F, 0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF]
        for _ in 0..<700 {
            let original = Array(JSONModel.random(&random).written(&random).utf8)
            for _ in 0..<10 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let at = Int.random(in: 0...bytes.count, using: &random)
                    let byte = interesting.randomElement(using: &random) ?? 0
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes.insert(byte, at: at)
                    case 1 where at < bytes.count: bytes[at] = byte
                    case 2 where at < bytes.count: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    default: if at < bytes.count { bytes.remove(at: at) }
                    }
                }
                let fault = tokens.scan(bytes.span)
                let theirs = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
                if let fault {
                    refused += 1
                    #expect(fault.offset >= 0 && fault.offset <= bytes.count)
                    #expect(
                        !theirs || Self.isLaxInFoundation(bytes),
                        "refused \(String(decoding: bytes, as: UTF8.self)): \(fault)"
                    )
                } else {
                    accepted += 1
                    #expect(
                        theirs || Self.isStricterInFoundation(bytes, tokens.tokens),
                        "accepted \(String(decoding: bytes, as: UTF8.self))"
                    )
                    #expect(tokens.tokens.allSatisfy { $0.start <= $0.end && Int($0.end) <= bytes.count })
                }
            }
        }
        #expect(accepted > 500)
        #expect(refused > 3_000)
    }

    /// What Foundation takes and RFC 8259 doesn't: a comma behind the last value, and texts that are not UTF-8.
    private static func isLaxInFoundation(_ bytes: [UInt8]) -> Bool {
        let plain = bytes.filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        let hasTrailingComma = zip(plain, plain.dropFirst()).contains { first, second in
            first == UInt8(ascii: ",") && (second == UInt8(ascii: "]") || second == UInt8(ascii: "}"))
        }
        return hasTrailingComma || bytes.prefix(4).contains(0) || bytes.prefix(3) == [0xEF, 0xBB, 0xBF]
    }

    /// What RFC 8259 takes and Foundation doesn't: numbers beyond a double.
    private static func isStricterInFoundation(_ bytes: [UInt8], _ tokens: [JSONToken]) -> Bool {
        tokens.contains { token in
            guard token.kind == .number else { return false }
            let value = Double(String(decoding: bytes[token.range], as: UTF8.self))
            return value.map { !$0.isFinite } ?? true
        }
    }

    @Test func randomBytesAreNeverMoreThanAFault() {
        var random = SeededGenerator(seed: 4)
        var tokens = JSONTokens()
        let alphabet = Array("[]{}:,\"\\u01e-. tn".utf8) + [0xC3, 0xA9, 0xFF, 0x00]
        var accepted = 0
        for _ in 0..<40_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            if let fault = tokens.scan(bytes.span, maximumDepth: 3) {
                #expect(fault.offset <= bytes.count)
            } else {
                accepted += 1
            }
        }
        #expect(accepted > 50)
    }
}
