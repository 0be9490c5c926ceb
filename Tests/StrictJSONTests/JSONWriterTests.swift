import Foundation
import TestSupport
import Testing

@testable import StrictJSON

@Suite struct JSONWriterTests {
    @Test func writesCommasWhereTheyBelong() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("a" as StaticString)
        writer.integer(-1)
        writer.name("b\n" as String)
        writer.beginArray()
        writer.beginArray()
        writer.endArray()
        writer.bool(true)
        writer.null()
        writer.string("x" as String)
        writer.beginObject()
        writer.endObject()
        writer.raw("1.50" as StaticString)
        writer.endArray()
        writer.name(Array("c".utf8).span)
        writer.raw(Array("{\"x\":1}".utf8).span)
        writer.endObject()
        writer.endLine()
        writer.beginArray()
        writer.endArray()
        #expect(writer.text == "{\"a\":-1,\"b\\n\":[[],true,null,\"x\",{},1.50],\"c\":{\"x\":1}}\n[]")
        writer.removeAll()
        writer.null()
        #expect(writer.text == "null")
    }

    /// Text is copied by words: every length, and every place of what isn't written as it is.
    @Test func everyLengthAndPlace() {
        for length in 0...40 {
            let plain = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
            #expect(written(plain) == String(decoding: plain, as: UTF8.self))
            for place in 0..<length {
                for (byte, escape) in [(0x22, "\\\""), (0x1F, "\\u001f"), (0x7F, "\\u007f"), (0xFF, "\\ufffd")] {
                    var bytes = plain
                    bytes[place] = UInt8(byte)
                    let before = String(decoding: plain[..<place], as: UTF8.self)
                    #expect(written(bytes) == before + escape + String(decoding: plain[(place + 1)...], as: UTF8.self))
                }
            }
        }
    }

    /// The same text by all ways of writing it.
    private func written(_ bytes: [UInt8]) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("name", bytes.span)
        writer.endObject()
        let member = writer.text
        writer.removeAll()
        writer.string(bytes.span)
        let string = writer.text
        var output = Array("x".utf8)
        JSONWriter.appendEscaped(bytes.span, to: &output)
        #expect("x" + string.dropFirst().dropLast() == String(decoding: output, as: UTF8.self))
        #expect(member == "{\"name\":\(string)}")
        return String(string.dropFirst().dropLast())
    }

    @Test func membersOfAllKindsHaveTheirCommas() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", "x" as String)
        writer.member("a name of more than sixteen bytes", raw: Array("[1,2]".utf8).span)
        writer.member("", [UInt8]().span)
        writer.member("eight888", raw: [UInt8](repeating: UInt8(ascii: "7"), count: 17).span)
        writer.endObject()
        #expect(
            writer.text
                == "{\"a\":\"x\",\"a name of more than sixteen bytes\":[1,2],\"\":\"\",\"eight888\":77777777777777777}"
        )
    }

    @Test func integersOfEveryWidth() {
        func text(_ value: some FixedWidthInteger) -> String {
            var writer = JSONWriter()
            writer.integer(value)
            return writer.text
        }
        #expect(text(Int64.min) == "\(Int64.min)")
        #expect(text(UInt64.max) == "\(UInt64.max)")
        #expect(text(Int8.min) == "-128")
        #expect(text(0) == "0")
        #expect(text(1_000) == "1000")
        #expect(text(-10) == "-10")
        for digits in 1...19 {
            let power = (0..<digits).reduce(into: UInt64(1)) { power, _ in power *= 10 }
            #expect(text(power) == "1" + String(repeating: "0", count: digits))
            #expect(text(power - 1) == String(repeating: "9", count: digits))
        }
    }

    @Test(arguments: [
        ("\"\\/", #"\"\\/"#), ("\n\r\t\u{8}\u{C}\0\u{1B}", #"\n\r\t\u0008\u000c\u0000\u001b"#),
        ("\u{7F}\u{80}\u{9F}\u{A0}", "\\u007f\\u0080\\u009f\u{A0}"),
        ("\u{2027}\u{2028}\u{2029}\u{202F}", "\u{2027}\\u2028\\u2029\u{202F}"),
        ("1234\u{7F}678\u{7F}", #"1234\u007f678\u007f"#), ("123456\u{80}\u{8F}", #"123456\u0080\u008f"#),
        ("\u{202E}\u{202A}\u{2066}\u{2069}\u{200F}\u{61C}\u{FEFF}", #"\u202e\u202a\u2066\u2069\u200f\u061c\ufeff"#),
        ("\u{2065}\u{206A}\u{200D}\u{61B}", "\u{2065}\u{206A}\u{200D}\u{61B}"), ("é\u{1F600}", "é\u{1F600}"),
    ])
    func escapes(value: String, written: String) {
        var output: [UInt8] = []
        JSONWriter.appendEscaped(Array(value.utf8).span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == written)
    }

    @Test func invalidBytesBecomeReplacementCharacters() {
        var writer = JSONWriter()
        writer.string(([0x61, 0xFF, 0xC3, 0x62, 0xED, 0xA0, 0x80] as [UInt8]).span)
        #expect(writer.text == #""a\ufffd\ufffdb\ufffd\ufffd\ufffd""#)
    }

    /// Hostile bytes can't leave their string, and come back as they were when they are UTF-8.
    @Test func hostileBytesGiveValidJSON() throws {
        var random = SeededGenerator(seed: 41)
        let pieces: [[UInt8]] = [
            Array("\"".utf8), Array("\\".utf8), Array("\\u".utf8), [0], [0x1F], [0x7F], [0xC2, 0x85],
            [0xE2, 0x80, 0xA8], [0xFF],
            [0xC3], [0xED, 0xA0, 0x80], Array("}],\n".utf8), Array("é\u{1F600}".utf8), Array("plain text".utf8),
            [0xF0, 0x9F], [0xE2, 0x80],
        ]
        var tokens = JSONTokens()
        var writer = JSONWriter()
        for _ in 0..<3_000 {
            let name = (0..<Int.random(in: 0...5, using: &random)).flatMap { _ in
                pieces.randomElement(using: &random) ?? []
            }
            let value = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in
                pieces.randomElement(using: &random) ?? []
            }
            writer.removeAll()
            writer.beginObject()
            writer.name(name.span)
            writer.string(value.span)
            writer.endObject()
            let bytes = writer.bytes
            #expect(tokens.scan(bytes.span) == nil, "\(value)")
            #expect(tokens.tokens.map(\.kind) == [.object, .string, .string])
            #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
            guard let text = String(validating: value, as: UTF8.self), tokens.tokens.count == 3 else { continue }
            #expect(JSONString.text(bytes.span, tokens.tokens[2]).utf8.elementsEqual(text.utf8))
        }
    }
}
