import Testing

@testable import Policy

@Suite struct YAMLFaultTests {
    private func fault(_ bytes: [UInt8], _ limits: YAMLLimits = .standard) -> YAMLFault? {
        if case .failure(let fault) = YAMLReader.read(bytes, limits: limits) { fault } else { nil }
    }

    private func fault(_ text: String, _ limits: YAMLLimits = .standard) -> YAMLFault? {
        fault(Array(text.utf8), limits)
    }

    @Test(arguments: [
        // What would make a file mean something else than it looks like.
        ("a: 1\nb: 2\na: 3\n", "the key `a` is there twice", 3, 1),
        ("a: 1\n'a': 2\n", "the key `a` is there twice", 2, 1),
        ("{a: 1, b: {c: 1, \"\\x63\": 2}}", "the key `c` is there twice", 1, 18),
        ("é: 1\ne\u{301}: 2\n", "the key `e\u{301}` is there twice", 2, 1),
        ("a: &x 1\nb: 2\n", "`&x` is an anchor; anchors are not read here", 1, 4),
        ("a: [1, *x]\n", "`*x` is an alias; aliases are not read here", 1, 8),
        ("a: &x [1]\n", "`&x` is an anchor; anchors are not read here", 1, 4),
        ("- &x {a: 1}\n", "`&x` is an anchor; anchors are not read here", 1, 3),
        ("a: !!str 1\n", "the value has the tag `tag:yaml.org,2002:str`; tags are not read here", 1, 4),
        ("a: ! 1\n", "the value has the tag `!`; tags are not read here", 1, 4),
        ("a: !x [1]\n", "the value has the tag `!x`; tags are not read here", 1, 4),
        ("a: !!map {}\n", "the value has the tag `tag:yaml.org,2002:map`; tags are not read here", 1, 4),
        ("a: !y!x 1\n", "a value can't start with `!`", 1, 4),
        ("<<: {a: 1}\n", "merge keys, `<<`, are not read here", 1, 1),
        ("a: 1\n---\nb: 2\n", "a second document starts here", 2, 1),
        ("a: 1\n...\nb: 2\n", "text follows after the end of the value", 3, 1),
        ("? [a]\n: 1\n", "a key has to be text, not a list or mapping", 1, 3),
        ("{[a]: 1}\n", "a key has to be text, not a list or mapping", 1, 2),
        ("{a: 1}: 1\n", "a key has to be text, not a list or mapping", 1, 1),
        ("a: \"x\\0y\"\n", "the text holds a NUL character", 1, 4),
        ("a: 1 # x\u{2028}b: 2\n", "U+2028 breaks the line for YAML, but not in an editor", 1, 9),
        ("a: 1 # x\u{85}b: 2\n", "U+0085 breaks the line for YAML, but not in an editor", 1, 9),
        ("a: 1 # x\rb: 2\n", "a carriage return stands alone", 1, 9),
        ("é: 'x\u{202E}'\n", "U+202E changes the direction of text: what is read here is not what is seen", 1, 6),
        ("a: x\u{200F}\n", "U+200F changes the direction of text: what is read here is not what is seen", 1, 5),
        ("a: 1\nb: x\u{1B}[2K\n", "the invisible character U+001B stands in the text", 2, 5),
        ("a: 1\nb\u{FEFF}: x\n", "the invisible character U+FEFF stands in the text", 2, 2),
        ("a: \u{7F}\n", "the invisible character U+007F stands in the text", 1, 4),
        ("a: \u{FFFE}\n", "the text holds a code point that is no character", 1, 4),
        ("a\0: 1\n", "a NUL byte stands in the text", 1, 2),
        ("\u{FEFF}a: 1\n", "the file starts with a byte order mark", 1, 1),
        // Slips of the pen.
        ("a:\n\tb: 1\n", "a tab can't indent", 2, 1),
        ("a:\n  b: 1\n\tc: 2\n", "a tab can't indent", 3, 1),
        ("a: *.foo\n", "a value can't start with `*`", 1, 4),
        ("a: .*\nb: @x\n", "a value can't start with `@`", 2, 4),
        ("a: %x\n", "a value can't start with `%`", 1, 4),
        ("a: x: y\n", "a `:` can't stand here", 1, 5),
        ("a: 'x\nb: 1\n", "the quote that opens here is not closed", 1, 4),
        ("a: \"x\n", "the quote that opens here is not closed", 1, 4),
        ("a: \"x\\.y\"\n", "the backslash escape is not one of YAML's", 1, 6),
        ("a: \"\\ud800\"\n", "the escape is no character", 1, 7),
        ("a: [x, y\n", "the list that `[` opens in line 1, column 4 is not closed", 2, 1),
        ("a: {x: y\n", "the mapping that `{` opens in line 1, column 4 is not closed", 2, 1),
        ("a: [x{2}]\n", "the list that `[` opens in line 1, column 4 is not closed", 1, 6),
        ("a: 1\n b: 2\n", "a `:` can't stand here", 2, 3),
        ("a: 1\nb\nc: 2\n", "a key has no `:` after it", 2, 1),
        ("a: - x\n", "a list can't start here", 1, 4),
        ("- a\nb: 1\n", "this is no entry of the list that starts in line 1, column 1", 2, 1),
        ("a: 1\n- b\n", "this is no key of the mapping that starts in line 1, column 1", 2, 1),
        ("a: | x\n", "nothing but a comment can follow `|` or `>`", 1, 6),
        ("%FOO\n---\na: 1\n", "directives, `%…`, are not read here", 1, 1),
        ("%YAML 3.0\n---\na: 1\n", "directives, `%…`, are not read here", 1, 1),
    ])
    func refusals(text: String, message: String, line: Int, column: Int) throws {
        let fault = try #require(self.fault(text))
        #expect(fault.message == message)
        #expect(fault.mark.line == line)
        #expect(fault.mark.column == column)
    }

    @Test func theOtherPlaceOfADuplicateIsNamed() {
        #expect(fault("x:\n  - a: 1\n    b: 2\n    a: 3\n")?.help?.contains("line 2, column 5") == true)
        #expect(fault("a: {k: 1}\nb: {k: 1}\n") == nil)
    }

    @Test func bytesThatAreNotUTF8() {
        let fault = self.fault(Array("a: 1\né: ".utf8) + [0xFF, 0x0A])
        #expect(fault?.message == "the byte 0xFF is not UTF-8")
        #expect(fault?.mark == YAMLMark(line: 2, column: 4, offset: 9))
        #expect(self.fault([0xFF, 0xFE, 0x61, 0x00])?.message == "the file is UTF-16")
        #expect(self.fault([0xFE, 0xFF, 0x00, 0x61])?.message == "the file is UTF-16")
        #expect(self.fault([0x61, 0xED, 0xA0, 0x80])?.message == "the byte 0xED is not UTF-8")
    }

    @Test func depthIsBounded() {
        let limits = YAMLLimits(maximumDepth: 8)
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(fault(nested(8), limits) == nil)
        #expect(fault(nested(9), limits)?.mark.column == 9)
        #expect(fault(String(repeating: "{a: ", count: 200_000))?.message.contains("64 deep") == true)
        #expect(fault(String(repeating: "[", count: 1_000_000)) != nil)
        #expect(fault(String(repeating: "- ", count: 100_000)) != nil)
        #expect(fault(String(repeating: "? ", count: 100_000)) != nil)
    }

    @Test func sizeAndNumberAreBounded() {
        #expect(fault("[a, b, c]", YAMLLimits(maximumNodes: 4)) == nil)
        #expect(fault("[a, b, c, d]", YAMLLimits(maximumNodes: 4))?.mark.column == 11)
        #expect(fault("{a: b}", YAMLLimits(maximumNodes: 2))?.message == "the file has more than 2 values")
        #expect(fault("abcd", YAMLLimits(maximumSize: 4)) == nil)
        #expect(fault("abcde", YAMLLimits(maximumSize: 4)) != nil)
    }

    @Test func everyFaultIsWordedForPeople() {
        for text in [
            "a: [", "a: }", "]", "a: ,", "`x`", "a: 'b' c", "a: \"b\" c", "[a]]", "- - ? :", "--- |0\n x", "{,}", "[,]",
        ] {
            guard let fault = self.fault(text) else { continue }
            #expect(!fault.message.contains("did not find"), "\(text): \(fault)")
            #expect(fault.message.first?.isUppercase == false || fault.message.hasPrefix("U+"))
        }
    }
}
