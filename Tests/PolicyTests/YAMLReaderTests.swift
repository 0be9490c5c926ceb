import Testing

@testable import Policy

@Suite struct YAMLReaderTests {
    private func read(_ text: String) throws -> YAMLNode? {
        try YAMLReader.read(Array(text.utf8)).get()
    }

    @Test func aFileBecomesNodesWithPlaces() throws {
        let root = try #require(
            try read(
                """
                # policies
                version: 1
                rules:
                  - id: dev.docker   # comment
                    match: { action: '(container|image)\\..*', user: [alice, "b\\u00f6b"] }
                    empty:
                """
            )
        )
        #expect(root["version"]?.text == "1")
        #expect(root["version"]?.style == .plain)
        #expect(root["version"]?.mark == YAMLMark(line: 2, column: 10, offset: 20))
        #expect(root["version"]?.endMark == YAMLMark(line: 2, column: 11, offset: 21))
        let rule = try #require(root["rules"]?.items?.first)
        #expect(rule.pairs?.map(\.key.text) == ["id", "match", "empty"])
        #expect(rule.mark.line == 4)
        #expect(rule.mark.column == 5)
        let match = try #require(rule["match"])
        #expect(match["action"]?.text == #"(container|image)\..*"#)
        #expect(match["action"]?.style == .singleQuoted)
        #expect(match["user"]?.items?.map(\.text) == ["alice", "böb"])
        #expect(match["user"]?.items?.last?.style == .doubleQuoted)
        #expect(rule["empty"]?.isAbsent == true)
        #expect(rule["other"] == nil)
    }

    @Test(arguments: [
        "true", "8080", "~", "null", "0x1F", "1e3", "2026-11-23", "yes", ".inf", "=", "a b", "a#b", "-x", ":x",
    ])
    func plainTextStaysText(text: String) throws {
        #expect(try read("k: \(text)\n")?["k"]?.text == text)
        #expect(try read("- \(text)")?.items?.first?.text == text)
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "---\n...\n", "   ", "\r\n"])
    func aFileWithoutAValueIsNothing(text: String) throws {
        #expect(try read(text) == nil)
    }

    @Test func theStylesOfText() throws {
        let root = try #require(
            try read("a: |\n  x\n   y\nb: >-\n  x\n  y\nc: 'it''s'\nd: \"\\x41\\n\\u202E\"\ne: one\n  two\n")
        )
        #expect(root.pairs?.map(\.value.text) == ["x\n y\n", "x y", "it's", "A\n\u{202E}", "one two"])
        #expect(root.pairs?.map(\.value.style) == [.literal, .folded, .singleQuoted, .doubleQuoted, .plain])
    }

    @Test func columnsAreCharactersAndOffsetsBytes() throws {
        let root = try #require(try read("é: [\u{1F600}, 'ö', x]\r\nz: é y\n"))
        let items = try #require(root["é"]?.items)
        #expect(items.map(\.mark.column) == [5, 8, 13])
        #expect(items.map(\.mark.offset) == [5, 11, 17])
        #expect(root["z"]?.mark == YAMLMark(line: 2, column: 4, offset: 24))
        #expect(root["z"]?.endMark == YAMLMark(line: 2, column: 7, offset: 28))
    }

    @Test func placesStayRightInLongTexts() throws {
        var text = ""
        for line in 0..<500 { text += "k\(line): { é: [ö, '\(line)', \u{1F600}] } # ä\u{1F600}\n" }
        let bytes = Array(text.utf8)
        let root = try #require(try YAMLReader.read(bytes).get())
        let pairs = try #require(root.pairs)
        #expect(pairs.count == 500)
        for (index, pair) in pairs.enumerated() {
            #expect(pair.key.mark.line == index + 1)
            #expect(pair.key.mark.column == 1)
            let last = try #require(pair.value["é"]?.items?.last)
            #expect(String(decoding: bytes[last.mark.offset..<last.endMark.offset], as: UTF8.self) == "\u{1F600}")
            #expect(last.endMark.column == last.mark.column + 1)
        }
    }

    /// What a scanner would take quadratic time for: everything on one line.
    @Test func oneLongLineIsRead() throws {
        let text = "[" + Array(repeating: "é", count: 100_000).joined(separator: ",") + "]"
        let items = try #require(try read(text)?.items)
        #expect(items.count == 100_000)
        #expect(items.last?.mark == YAMLMark(line: 1, column: 200_000, offset: 299_998))
    }

    @Test(arguments: [
        ("k: /a(b", 2, 6), ("k: '/a(b'", 2, 7), ("k: 'i''s(b'", 3, 9), ("k: \"é(b\"", 2, 7), ("k: é(b", 2, 6),
        ("k: \"\\t(b\"", 1, 4), ("k: |\n  a(b", 1, 4), ("'x': [é, 'y(']", 1, 0),
    ])
    func placesInsideOfTextAreFound(text: String, characters: Int, column: Int) throws {
        let node = try #require(try read(text)?.pairs?.first?.value)
        if let items = node.items {
            #expect(items[1].mark(ofByte: 1).column == 12)
            return
        }
        let value = try #require(node.text)
        #expect(node.mark(ofByte: String(value.prefix(characters)).utf8.count).column == column)
    }
}
