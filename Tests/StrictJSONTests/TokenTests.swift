import Testing

@testable import StrictJSON

@Suite struct TokenTests {
    @Test func tokensStandInOrderWithTheirRanges() throws {
        let text = #" { "a\n" : [ 1.50 , "xé" ] , "b" : { } , "a\n" : null } "#
        let bytes = Array(text.utf8)
        var tokens = JSONTokens()
        #expect(tokens.scan(bytes.span) == nil)
        let seen = tokens.tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(
            seen == [
                String(text.dropFirst().dropLast()), #"a\n"#, #"[ 1.50 , "xé" ]"#, "1.50", "xé", "b", "{ }", #"a\n"#,
                "null",
            ]
        )
        #expect(
            tokens.tokens.map(\.kind) == [.object, .string, .array, .number, .string, .string, .object, .string, .null]
        )
        #expect(tokens.tokens.map(\.hasEscape) == [false, true, false, false, false, false, false, true, false])
        // `next` skips what a value holds.
        #expect(tokens.tokens.map(\.next) == [9, 2, 5, 4, 5, 6, 7, 8, 9])
    }

    @Test func duplicatesAreKept() {
        let bytes = Array(#"{"Privileged":true,"Privileged":false,"privileged":1}"#.utf8)
        var tokens = JSONTokens()
        #expect(tokens.scan(bytes.span) == nil)
        #expect(tokens.tokens.map(\.kind) == [.object, .string, .true, .string, .false, .string, .number])
    }

    @Test func numbersKeepTheirDigits() {
        let numbers = ["1e9999", "-0", "0.10", "123456789012345678901234567890", "1E+05"]
        let bytes = Array("[\(numbers.joined(separator: ", "))]".utf8)
        var tokens = JSONTokens()
        #expect(tokens.scan(bytes.span) == nil)
        #expect(tokens.tokens.dropFirst().map { String(decoding: bytes[$0.range], as: UTF8.self) } == numbers)
    }

    @Test func theBufferServesOneTextAfterTheOther() {
        var tokens = JSONTokens()
        #expect(tokens.scan(Array("[[[[1,2,3".utf8).span) != nil)
        #expect(tokens.tokens.isEmpty)
        #expect(tokens.scan(Array("[1]".utf8).span) == nil)
        #expect(tokens.tokens.count == 2)
        #expect(tokens.scan(Array("nope".utf8).span) != nil)
        #expect(tokens.tokens.isEmpty)
        #expect(tokens.scan(Array("{}".utf8).span) == nil)
        #expect(tokens.tokens == [JSONToken(kind: .object, start: 0, end: 2, next: 1, hasEscape: false)])
        tokens.removeAll()
        #expect(tokens.tokens.isEmpty)
    }

    @Test(arguments: [
        (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0000\u00e9\u20AC""#, "\0é€"),
        (#""\uD83D\uDE00""#, "\u{1F600}"), (#""\ud800\udc00\udbff\udfff""#, "\u{10000}\u{10FFFF}"),
        (#""\\u0041""#, #"\u0041"#), (#""\u005cu0041""#, #"\u0041"#), (#""\uFFFF\uFEFF""#, "\u{FFFF}\u{FEFF}"),
        (#""x\u0022y""#, "x\"y"),
    ])
    func stringsAreDecoded(text: String, value: String) {
        let bytes = Array(text.utf8)
        var tokens = JSONTokens()
        guard tokens.scan(bytes.span) == nil, let token = tokens.tokens.first else {
            #expect(value.isEmpty)
            return
        }
        #expect(JSONString.text(bytes.span, token).utf8.elementsEqual(value.utf8))
        var output: [UInt8] = [1, 2]
        JSONString.decode(bytes.span, token.range, into: &output)
        #expect(output == [1, 2] + Array(value.utf8))
    }

    @Test func namesAreComparedByTheirValue() {
        let bytes = Array(#"["Privileged","\u0050rivileged","privileged","Privilege","Privilegedx",1,""]"#.utf8)
        var tokens = JSONTokens()
        #expect(tokens.scan(bytes.span) == nil)
        let answers = tokens.tokens.map { JSONString.equals(bytes.span, $0, "Privileged") }
        #expect(answers == [false, true, true, false, false, false, false, false])
        let isEmpty = JSONString.equals(bytes.span, tokens.tokens[7], "")
        #expect(isEmpty)
    }

    /// A range that was never scanned must be as harmless as one that was.
    @Test func decodingTakesAnyRange() {
        let bytes = Array(#"\u12\ud800\q\"#.utf8)
        for lower in -1...bytes.count {
            for upper in lower...bytes.count + 2 {
                var output: [UInt8] = []
                JSONString.decode(bytes.span, lower..<upper, into: &output)
                #expect(String(validating: output, as: UTF8.self) != nil)
            }
        }
    }
}
