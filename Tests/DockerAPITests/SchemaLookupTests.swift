import Testing

@testable import DockerAPI

@Suite struct SchemaLookupTests {
    @Test func everySpellingThatGoTakesFindsTheField() {
        var random = CatalogueRandom(seed: 11)
        var long = 0
        for (schema, _) in SchemaSupport.all() {
            for field in schema.fields {
                #expect(SchemaSupport.field(schema, field.name) === field)
                for _ in 0..<8 {
                    let spelling = SchemaSupport.spelling(of: field.name, using: &random)
                    if spelling.utf8.count > field.name.utf8.count { long += 1 }
                    #expect(SchemaSupport.field(schema, spelling) === field, "\(schema.name): \(spelling)")
                }
            }
        }
        #expect(long > 500, "U+017F and U+212A were hardly tried")
    }

    /// Binary search by length against looking at each name.
    @Test func nothingElseIsFound() {
        var random = CatalogueRandom(seed: 12)
        let schemas = SchemaSupport.all().map(\.schema)
        for schema in schemas {
            for _ in 0..<200 {
                var name = FoldedName.fold(
                    schemas.randomElement(using: &random)?.fields.randomElement(using: &random)?.name ?? ""
                )
                switch Int.random(in: 0..<5, using: &random) {
                case 0: name.append(UInt8(ascii: "s"))
                case 1: name = name.dropLast()
                case 2 where !name.isEmpty:
                    name[Int.random(in: name.indices, using: &random)] = .random(in: 0...255, using: &random)
                case 3:
                    name = (0..<Int.random(in: 0...40, using: &random)).map { _ in .random(in: 0...255, using: &random)
                    }
                default: break
                }
                let expected = schema.fields.first { $0.folded == name }
                #expect(schema.field(forFoldedName: name.span) === expected, "\(schema.name): \(name)")
            }
            #expect(schema.field(forFoldedName: [UInt8]().span) == nil)
        }
    }

    @Test(arguments: [
        ("Ho\u{17F}tConfig", "hostconfig"), ("Networ\u{212A}Mode", "networkmode"), ("SHELL", "shell"),
        ("\u{17F}\u{212A}", "sk"), ("", ""), ("A_Z[`{@", "a_z[`{@"),
    ])
    func theFoldingOfGo(name: String, folded: String) {
        #expect(FoldedName.fold(name) == Array(folded.utf8))
    }

    /// Dotless i, Cyrillic o, full-width P, a space, and pieces of the two that do fold.
    @Test(arguments: [
        "Pr\u{131}vileged", "H\u{43E}stConfig", "\u{FF30}rivileged", "Privileged ", "Privileged\u{0}", "\u{FB01}nds",
        "Bind\u{1E9B}", "\u{16F}",
    ])
    func lookAlikesStayOther(name: String) {
        #expect(SchemaSupport.field(.containerCreate, name) == nil)
    }

    @Test func halfAFoldingCharacterIsLeftAsItIs() {
        for bytes: [UInt8] in [
            [0xC5], [0xE2, 0x84], [0xE2], [0xC5, 0xBE], [0xE2, 0x84, 0xAB], [0xBF], [0x84, 0xAA],
        ] {
            var output: [UInt8] = []
            FoldedName.fold(bytes.span, into: &output)
            #expect(output == bytes)
        }
    }

    /// Against Go's rule written out: the folded form of each character on its own.
    @Test func foldingIsByCharacter() {
        var random = CatalogueRandom(seed: 13)
        let scalars: [Unicode.Scalar] = [
            "s", "S", "\u{17F}", "k", "K", "\u{212A}", "é", "Z", "@", "[", "\u{10FFFF}", "_",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...9, using: &random)).compactMap { _ in
                scalars.randomElement(using: &random)
            }
            var expected: [UInt8] = []
            for scalar in text {
                switch scalar {
                case "\u{17F}": expected.append(UInt8(ascii: "s"))
                case "\u{212A}": expected.append(UInt8(ascii: "k"))
                case "A"..."Z": expected.append(UInt8(scalar.value) + 32)
                default: expected += Array(String(scalar).utf8)
                }
            }
            var name = ""
            name.unicodeScalars.append(contentsOf: text)
            #expect(FoldedName.fold(name) == expected)
        }
    }
}
