import StrictJSON
import Testing

@testable import DockerAPI

/// What Go's decoder takes for each type.
@Suite struct SchemaTypeTests {
    static let kinds: [JSONKind] = [.object, .array, .string, .number, .true, .false, .null]

    static func accepted(_ type: BodyType) -> [JSONKind] { kinds.filter { type.accepts($0) } }

    @Test func kindsOfEachType() {
        #expect(Self.accepted(.bool) == [.true, .false, .null])
        #expect(Self.accepted(.integer(.uint16)) == [.number, .null])
        #expect(Self.accepted(.float) == [.number, .null])
        #expect(Self.accepted(.duration) == [.number, .null])
        #expect(Self.accepted(.string) == [.string, .null])
        #expect(Self.accepted(.base64) == [.array, .string, .null])
        #expect(Self.accepted(.stringOrList) == [.array, .string, .null])
        #expect(Self.accepted(.strings) == [.array, .null])
        #expect(Self.accepted(.stringMap) == [.object, .null])
        #expect(Self.accepted(.set) == [.object, .null])
        #expect(Self.accepted(.object(.hostConfig)) == [.object, .null])
        #expect(Self.accepted(.emptyObject) == [.object, .null])
    }

    @Test func theSchemaInsideAType() {
        #expect(BodyType.object(.mount).schema === BodySchema.mount)
        #expect(BodyType.list(.object(.mount)).schema === BodySchema.mount)
        #expect(BodyType.map(.list(.object(.portBinding))).schema === BodySchema.portBinding)
        #expect(BodyType.strings.schema == nil)
        #expect(BodyType.set.schema == nil)
    }

    static func fits(_ width: IntegerWidth, _ number: String) -> Bool { width.accepts(Array(number.utf8).span) }

    @Test(arguments: [
        ("0", true), ("-0", true), ("9223372036854775807", true), ("9223372036854775808", false),
        ("-9223372036854775808", true), ("-9223372036854775809", false), ("1.0", false), ("1e3", false), ("1E0", false),
        ("18446744073709551615", false), ("99999999999999999999999999999999", false), ("", false), ("-", false),
    ])
    func whatFitsInAnInt(number: String, fits: Bool) {
        #expect(Self.fits(.int64, number) == fits)
    }

    @Test func whatFitsInUnsignedIntegers() {
        for (width, limit): (IntegerWidth, UInt64) in [
            (.uint8, 255), (.uint16, 65_535), (.uint32, 4_294_967_295), (.uint64, .max),
        ] {
            #expect(Self.fits(width, "\(limit)"))
            #expect(Self.fits(width, "0"))
            #expect(!Self.fits(width, "-0"))
            #expect(!Self.fits(width, "-1"))
            #expect(!Self.fits(width, limit == .max ? "18446744073709551616" : "\(limit + 1)"))
        }
    }

    @Test func integersAgreeWithSwifts() {
        var random = CatalogueRandom(seed: 14)
        for _ in 0..<5_000 {
            let digits = (0..<Int.random(in: 1...21, using: &random)).map { _ in
                "\(Int.random(in: 0...9, using: &random))"
            }
            let text = (Bool.random(using: &random) ? "-" : "") + digits.joined()
            #expect(Self.fits(.int64, text) == (Int64(text) != nil), "\(text)")
            #expect(Self.fits(.uint64, text) == (!text.hasPrefix("-") && UInt64(text) != nil), "\(text)")
            #expect(Self.fits(.uint16, text) == (!text.hasPrefix("-") && UInt16(text) != nil), "\(text)")
        }
    }
}
