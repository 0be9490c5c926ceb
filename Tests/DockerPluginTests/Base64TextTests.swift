import StrictJSON
import TestSupport
import Testing

@testable import DockerPlugin

@Suite struct Base64TextTests {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    @Test func everyByteAtEveryPlaceIsJudgedAsByTheDecoder() {
        for length in [4, 8, 16, 20, 36, 40] {
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    var text = [UInt8](repeating: UInt8(ascii: "A"), count: length)
                    text[place] = byte
                    var output: [UInt8] = []
                    let fault = Base64Text.fault(in: text.span)
                    #expect(
                        (fault == nil) == Base64.decode(text.span, into: &output),
                        "\(byte) at \(place) of \(length)"
                    )
                    if let fault, byte != UInt8(ascii: "=") { #expect(fault == place) }
                }
            }
        }
    }

    @Test func randomTextsAreJudgedAsByTheDecoder() {
        var random = SeededGenerator(seed: 11)
        var good = 0
        for _ in 0..<20_000 {
            var text = (0..<Int.random(in: 0...70, using: &random)).map { _ in
                Self.alphabet.randomElement(using: &random)!
            }
            if Bool.random(using: &random) { text = Array(text.prefix(text.count / 4 * 4)) }
            for index in text.indices.suffix(Int.random(in: 0...3, using: &random)) { text[index] = UInt8(ascii: "=") }
            if Int.random(in: 0..<4, using: &random) == 0, !text.isEmpty {
                text[Int.random(in: text.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            var output: [UInt8] = []
            let isGood = Base64.decode(text.span, into: &output)
            #expect((Base64Text.fault(in: text.span) == nil) == isGood, "\(text)")
            good += isGood ? 1 : 0
        }
        #expect(good > 1000)
    }
}
