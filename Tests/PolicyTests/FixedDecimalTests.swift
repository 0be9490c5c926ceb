import Foundation
import TestSupport
import Testing

@testable import Policy

struct FixedDecimalTests {
    private func number(_ text: String) -> FixedDecimal? { FixedDecimal(Array(text.utf8).span) }

    @Test(arguments: [
        "", "-", "+1", "1.", ".5", "01", "-01", "1e", "1e+", "1.e5", "0x10", "1 ", " 1", "1_000", "NaN", "Infinity",
        "1,5",
        "٣", "--1", "1-", "1e1.5", "true", "64m", "00", "1\0",
    ])
    func whatIsNoNumber(text: String) {
        #expect(number(text) == nil)
    }

    @Test(arguments: [
        ("0", "-0"), ("1", "1.0"), ("1", "1e0"), ("10", "1e1"), ("10", "1E+1"), ("0.1", "1e-1"), ("1500", "1.5e3"),
        ("2.5", "0.25e1"), ("0", "0e999999999999999999999"), ("0", "0.000"),
        ("5", "0." + String(repeating: "0", count: 200) + "5e201"),
        ("1000", "1" + String(repeating: "0", count: 60) + "e-57"),
    ])
    func equalNumbers(one: String, other: String) {
        #expect(number(one) == number(other))
        #expect(number(one) != nil)
    }

    @Test(arguments: [
        ("1", "2"), ("-2", "-1"), ("-1", "0"), ("2.5", "2.5000000001"),
        ("2.5", "2.500000000000000000000000000000000000001"),
        ("9223372036854775807", "9223372036854775808"), ("-2.5000000001", "-2.5"), ("0", "1e-30"), ("-1e-30", "0"),
        ("18446744073709551615", "1e30"), ("1e20", "1e999999999999999999999999"), ("-1e999999", "-1e20"),
        ("0", "1e-999999999999"),
        ("1.9", "1.10e1"),
    ])
    func order(smaller: String, larger: String) throws {
        let (one, other) = (try #require(number(smaller)), try #require(number(larger)))
        #expect(one < other)
        #expect(!(other < one))
    }

    /// Against Foundation's decimals, which hold 38 digits.
    @Test func randomNumbersCompareAsTheyAre() throws {
        var random = SeededGenerator(seed: 11)
        func text() -> String {
            let whole = String(random.next() % [10, 1000, 1 << 40][Int(random.next() % 3)])
            var text = (random.next() % 4 == 0 ? "-" : "") + whole
            if random.next() % 2 == 0 { text += "." + String(random.next() % 1_000_000_007) }
            if random.next() % 4 == 0 { text += "e\(Int(random.next() % 13) - 6)" }
            return text
        }
        for _ in 0..<5000 {
            let (one, other) = (text(), text())
            let expected = try #require(Decimal(string: one)) < (try #require(Decimal(string: other)))
            let (left, right) = (try #require(number(one)), try #require(number(other)))
            // Beyond nine digits behind the point two numbers may count as one; a limit has no more than nine.
            if left != right { #expect((left < right) == expected, "\(one) \(other)") }
            if !right.isInexact { #expect((left < right) == expected, "\(one) \(other)") }
        }
    }

    @Test(arguments: [
        ("4", "4", true), ("4", "5", false), ("64m", "67108864", true), ("64MiB", "67108865", false),
        ("4g", "4294967296", true),
        ("1.5k", "1536", true), ("2.5", "2.5000000001", false), ("2.5", "2.5", true), ("1TiB", "1099511627776", true),
        ("1b", "1", true), ("9007199254740993", "9007199254740994", false),
        ("9007199254740993", "9007199254740993", true),
        ("0", "-1", true),
    ])
    func maximumWithUnits(limit: String, value: String, expected: Bool) throws {
        let policy = try policy(rule("{ query.memory: { max: \(limit) } }"))
        #expect(policy.allows(call("POST", "/build?memory=\(value)")) == expected)
    }

    @Test func everyValueHasToBeWithin() throws {
        let policy = try policy(rule("{ query.memory: { min: 1, max: 10 } }"))
        #expect(policy.allows(call("POST", "/build?memory=5&memory=10")))
        #expect(!policy.allows(call("POST", "/build?memory=5&memory=11")))
        #expect(!policy.allows(call("POST", "/build?memory=5&memory=x")))
        #expect(!policy.allows(call("POST", "/build?memory=")))
        #expect(!policy.allows(call("POST", "/build")))
    }
}
