import Testing

@testable import StrictJSON

/// What is JSON after RFC 8259 and what is not, in the categories that parsers are known to disagree on.
@Suite struct ConformanceTests {
    private func scan(_ bytes: [UInt8], depth: Int = JSONTokens.standardDepth) -> JSONFault? {
        var tokens = JSONTokens()
        let fault = tokens.scan(bytes.span, maximumDepth: depth)
        #expect((fault == nil) == !tokens.tokens.isEmpty)
        return fault
    }

    @Test(arguments: [
        // Structure and white space.
        "[]", "{}", "[[]]", "[{}]", "{\"a\":{}}", " [] ", "\t\n\r [\t\n\r ]\t\n\r ", "[1,2]", "[1 , 2]",
        "{\"a\":1,\"b\":2}",
        "{ \"a\" : 1 }", "[null,true,false]", "{\"\":0}", "{\"a\":1,\"a\":2}", "{\"a\":[],\"b\":[{}]}", "[\n1\n,\n2\n]",
        "[\"\",\"\"]",
        // Values alone.
        "null", "true", "false", "0", "-0", "\"\"", "\"a\"", " 1 ", "\n\"x\"\n",
        // Numbers.
        "[0]", "[-0]", "[10]", "[-1]", "[0.5]", "[-0.0]", "[1e1]", "[1E1]", "[1e+1]", "[1E-1]", "[0e0]", "[1.5e300]",
        "[1e9999]",
        "[123456789012345678901234567890]", "[0.000000000000000000000000000001]", "[-1.0E+05]", "[1e00]", "[20e1]",
        // Strings.
        #"["\""]"#, #"["\\"]"#, #"["\/"]"#, #"["\b\f\n\r\t"]"#, #"["\u0000"]"#, #"["\u00e9\u00E9"]"#,
        #"["\uD83D\uDE00"]"#,
        #"["\ud800\udc00"]"#, #"["\udbff\udfff"]"#, #"["\uFFFF"]"#, #"["\\u0041"]"#, #"["\\\""]"#, "[\"/\"]",
        "[\"\u{7F}\"]",
        "[\"é\u{1F600}\u{10FFFF}\u{2028}\u{FEFF}\u{FFFF}\"]", "[\"'\"]", "[\"[]{}:,\"]", "{\"é\":\"\u{E000}\"}",
        #"{"\u0061":1}"#,
        "[\"12345678\"]", "[\"1234567\"]", "[\"123456789\"]", #"["1234567\n"]"#, #"["12345678\u00e9"]"#,
        "[\"1234567é\"]",
    ])
    func accepted(text: String) {
        #expect(scan(Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            ("", .empty, 0), (" \n", .empty, 2),
            // Structure.
            ("[", .truncated, 1), ("{", .truncated, 1), ("[1", .truncated, 2), ("[1,", .truncated, 3),
            ("{\"a\"", .truncated, 4),
            ("{\"a\":", .truncated, 5), ("{\"a\":1", .truncated, 6), ("{\"a\":1,", .truncated, 7),
            ("[[]", .truncated, 3),
            ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1), ("[,]", .unexpectedByte, 1),
            ("[1,,2]", .unexpectedByte, 3),
            ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2), ("{]", .unexpectedByte, 1),
            ("]", .unexpectedByte, 0),
            ("}", .unexpectedByte, 0), ("{\"a\":1,}", .unexpectedByte, 7), ("{,}", .unexpectedByte, 1),
            ("{\"a\"}", .unexpectedByte, 4),
            ("{\"a\" 1}", .unexpectedByte, 5), ("{\"a\"::1}", .unexpectedByte, 5),
            ("{\"a\":1 \"b\":2}", .unexpectedByte, 7),
            ("{a:1}", .unexpectedByte, 1), ("{'a':1}", .unexpectedByte, 1), ("{1:1}", .unexpectedByte, 1),
            ("{null:1}", .unexpectedByte, 1),
            ("{\"a\":}", .unexpectedByte, 5), ("[\"a\":1]", .unexpectedByte, 4), ("{\"a\",1}", .unexpectedByte, 4),
            (":", .unexpectedByte, 0),
            (",", .unexpectedByte, 0), ("{[]:1}", .unexpectedByte, 1),
            // More than one value.
            ("[] []", .trailingData, 3), ("{}{}", .trailingData, 2), ("1 2", .trailingData, 2),
            ("[]]", .trailingData, 2),
            ("{}}", .trailingData, 2), ("\"a\"x", .trailingData, 3), ("null,", .trailingData, 4),
            ("[]\0", .trailingData, 2),
            ("{}//x", .trailingData, 2), ("[],", .trailingData, 2), ("truetrue", .trailingData, 4),
            // Words and comments.
            ("nul", .unexpectedByte, 0), ("nulL", .unexpectedByte, 3), ("True", .unexpectedByte, 0),
            ("[nan]", .unexpectedByte, 2),
            ("[NaN]", .unexpectedByte, 1), ("[Infinity]", .unexpectedByte, 1), ("[undefined]", .unexpectedByte, 1),
            ("[truE]", .unexpectedByte, 4), ("[nullx]", .unexpectedByte, 5), ("[1/**/]", .unexpectedByte, 2),
            ("/**/1", .unexpectedByte, 0),
            ("#\n1", .unexpectedByte, 0), ("['a']", .unexpectedByte, 1), ("[`a`]", .unexpectedByte, 1),
            ("[\u{A0}1]", .unexpectedByte, 1),
            ("[\u{C}1]", .unexpectedByte, 1), ("[\u{B}1]", .unexpectedByte, 1), ("[\u{2028}1]", .unexpectedByte, 1),
            ("[1\0]", .unexpectedByte, 2), ("\0", .unexpectedByte, 0), ("\u{FEFF}[]", .unexpectedByte, 0),
            ("[\u{FEFF}]", .unexpectedByte, 1),
            // Numbers.
            ("[01]", .badNumber, 2), ("[-01]", .badNumber, 3), ("[00]", .badNumber, 2), ("[-]", .badNumber, 2),
            ("[1.]", .badNumber, 3),
            ("[1.e1]", .badNumber, 3), ("[.5]", .unexpectedByte, 1), ("[+1]", .unexpectedByte, 1),
            ("[1e]", .badNumber, 3),
            ("[1e+]", .badNumber, 4), ("[1e1.5]", .unexpectedByte, 4), ("[0x10]", .badNumber, 2),
            ("[1_000]", .unexpectedByte, 2),
            ("[--1]", .badNumber, 2), ("[1-1]", .unexpectedByte, 2), ("[- 1]", .badNumber, 2), ("[-a]", .badNumber, 2),
            ("-", .truncated, 1),
            ("1.", .truncated, 2), ("1e", .truncated, 2), ("[1a]", .badNumber, 2), ("[１]", .unexpectedByte, 1),
            ("[1.5.5]", .unexpectedByte, 4),
            ("[1f]", .badNumber, 2), ("[0.1e]", .badNumber, 5), ("[-Infinity]", .badNumber, 2),
            ("[1e5e]", .badNumber, 4),
            // Strings.
            ("[\"a]", .truncated, 4), ("\"", .truncated, 1), ("\"a", .truncated, 2), ("\"\\\"", .truncated, 3),
            ("[\"\\", .truncated, 3),
            ("[\"\n\"]", .controlCharacter, 2), ("[\"\t\"]", .controlCharacter, 2), ("[\"a\0\"]", .controlCharacter, 3),
            ("[\"1234567\u{1F}\"]", .controlCharacter, 9), ("[\"\\x41\"]", .badEscape, 2), ("[\"\\'\"]", .badEscape, 2),
            ("[\"\\a\"]", .badEscape, 2), ("[\"\\U0041\"]", .badEscape, 2), ("[\"\\u004\"]", .badEscape, 2),
            ("[\"\\u\"]", .badEscape, 2),
            ("[\"\\u00G0\"]", .badEscape, 2), ("[\"\\u+041\"]", .badEscape, 2), ("[\"\\\n\"]", .badEscape, 2),
            ("[\"\\0\"]", .badEscape, 2),
            ("[\"\\é\"]", .badEscape, 2), ("[\"\\ud800\"]", .loneSurrogate, 2), ("[\"\\udc00\"]", .loneSurrogate, 2),
            ("[\"\\ud800x\"]", .loneSurrogate, 2), ("[\"\\ud800\\n\"]", .loneSurrogate, 2),
            ("[\"\\ud800\\ud800\"]", .loneSurrogate, 2),
            ("[\"\\udc00\\ud800\"]", .loneSurrogate, 2), ("[\"\\ud800\\u0041\"]", .loneSurrogate, 2),
            ("[\"\\ud800\\u\"]", .loneSurrogate, 2),
            ("{\"\\ud800\":1}", .loneSurrogate, 2), ("{\"a\n\":1}", .controlCharacter, 3),
        ] as [(String, JSONFault.Reason, Int)]
    )
    func refused(text: String, reason: JSONFault.Reason, offset: Int) {
        #expect(scan(Array(text.utf8)) == JSONFault(reason, at: offset))
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
            [0xC3, 0xC3, 0xA9],
        ] as [[UInt8]]
    )
    func bytesThatAreNotUTF8(bytes: [UInt8]) {
        for padding in 0..<10 {
            let before = [UInt8](repeating: UInt8(ascii: "a"), count: padding)
            let value = Array("[\"".utf8) + before + bytes + Array("\"]".utf8)
            #expect(scan(value) == JSONFault(.invalidUTF8, at: 2 + padding))
            let name = Array("{\"".utf8) + before + bytes + Array("\":1}".utf8)
            #expect(scan(name) == JSONFault(.invalidUTF8, at: 2 + padding))
        }
        #expect(scan(bytes)?.reason == .unexpectedByte)
        #expect(scan(Array("[]".utf8) + bytes)?.reason == .trailingData)
    }

    @Test func depthIsBounded() {
        func nested(_ open: String, _ close: String, _ depth: Int) -> [UInt8] {
            Array((String(repeating: open, count: depth) + String(repeating: close, count: depth)).utf8)
        }
        #expect(scan(nested("[", "]", 128)) == nil)
        #expect(scan(nested("[", "]", 129)) == JSONFault(.tooDeep, at: 128))
        #expect(scan(nested("[", "]", 3), depth: 3) == nil)
        #expect(scan(nested("[", "]", 3), depth: 2) == JSONFault(.tooDeep, at: 2))
        #expect(scan(Array("1".utf8), depth: 0) == nil)
        #expect(scan(Array("[]".utf8), depth: 0) == JSONFault(.tooDeep, at: 0))
        #expect(scan(nested("{\"a\":[", "]}", 64)) == nil)
        #expect(scan(nested("{\"a\":[", "]}", 65))?.reason == .tooDeep)
        #expect(scan(Array(String(repeating: "[", count: 1_000_000).utf8))?.reason == .tooDeep)
        #expect(scan(nested("[", "]", 100_000), depth: 200_000) == nil)
        // What has been closed doesn't count.
        #expect(
            scan(Array(("[" + Array(repeating: "[]", count: 500).joined(separator: ",") + "]").utf8), depth: 2) == nil
        )
    }

    @Test func everyPrefixIsAFaultAtItsEnd() {
        let text = Array(#"{"a":[1.5e+3,"\ud83d\ude00é",true,null,{"b":-0}],"c":"x"}"#.utf8)
        #expect(scan(text) == nil)
        for count in 0..<text.count {
            let fault = scan(Array(text.prefix(count)))
            #expect(fault != nil, "\(count)")
            #expect((0...count).contains(fault?.offset ?? -1))
        }
    }
}
