import Testing

@testable import StrictJSON

/// Strings that are long enough to be skipped in large steps end where short ones do.
@Suite struct LongStringTests {
    @Test(arguments: [0, 7, 8, 63, 64, 65, 71, 72, 95, 96, 97, 127, 128, 129, 160, 191, 192, 300])
    func specialBytesAreSeenAnywhere(count: Int) {
        for special in [UInt8(ascii: "\""), 0x1F, 0x00, 0x80, 0xFF, UInt8(ascii: "\\")] {
            for at in max(0, count - 70)...count {
                var text: [UInt8] = [UInt8(ascii: "\"")]
                text += [UInt8](repeating: UInt8(ascii: "a"), count: at)
                text.append(special)
                text += [UInt8](repeating: UInt8(ascii: "b"), count: count - at)
                text.append(UInt8(ascii: "\""))
                var tokens = JSONTokens()
                let fault = tokens.scan(text.span)
                let expected: JSONFault?
                switch special {
                case UInt8(ascii: "\""): expected = JSONFault(.trailingData, at: at + 2)
                case UInt8(ascii: "\\") where at < count: expected = nil
                case UInt8(ascii: "\\"): expected = JSONFault(.truncated, at: text.count)
                case 0x80...: expected = JSONFault(.invalidUTF8, at: at + 1)
                default: expected = JSONFault(.controlCharacter, at: at + 1)
                }
                if fault != expected { Issue.record("\(special) at \(at) of \(count): \(String(describing: fault))") }
            }
        }
    }

    @Test func plainOnesAreWhole() {
        for count in 0..<400 {
            let text = Array("\"\(String(repeating: "x", count: count))\"".utf8)
            var tokens = JSONTokens()
            #expect(tokens.scan(text.span) == nil)
            #expect(tokens.tokens.first?.range == 1..<count + 1)
        }
    }
}
