import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Finding fields without taking a record apart")
struct RecordFieldsTests {
    private let record =
        #"{"time":"2026-11-23T22:24:04.096857Z","seq":2,"id":"00000000000000aa","phase":"request","user":"alice","#
        + #""auth":"TLS","groups":["a","b"],"method":"GET","uri":"/info","action":"system.info","#
        + #""uses":{"image":["x"]},"decision":"allow","rules":["r"],"reason":"allowed-by-rule","#
        + #""policy":{"revision":1,"sha256":"00"},"status":200,"took_us":9,"prev":"00","hash":"11"}"#

    /// The texts of all fields as the quick way finds them; nothing where it leaves the line to the other one.
    private func skimmed(_ line: String) -> [String: String]? {
        var fields = RecordFields()
        let bytes = Array(line.utf8)
        guard fields.skim(bytes.span) else { return nil }
        var found: [String: String] = [:]
        for field in RecordField.allCases {
            if let token = fields[field] {
                found["\(field.name)"] = String(decoding: bytes[token.range], as: UTF8.self)
            }
        }
        return found
    }

    private func scanned(_ line: String) -> [String: String]? {
        var record = RecordedDecision()
        let bytes = Array(line.utf8)
        switch record.load(bytes, 0..<bytes.count) {
        case .wrong: return nil
        case .decision, .event, .other: break
        }
        var found: [String: String] = [:]
        for field in RecordField.allCases {
            if let token = record.token(field) {
                found["\(field.name)"] = String(decoding: bytes[token.range], as: UTF8.self)
            }
        }
        return found
    }

    @Test("every field of a record as it is written")
    func whole() throws {
        let found = try #require(skimmed(record))
        #expect(found == scanned(record))
        #expect(found.count == 19 && found["user"] == "alice" && found["status"] == "200", "\(found)")
    }

    @Test(
        "what needs a closer look is left to the other way",
        arguments: [
            (#""alice""#, #""al\u0069ce""#), (#""alice""#, #""ali\"ce""#), (#""alice""#, #""älice""#),
            (#""seq":2"#, #""seq": 2"#), (#""seq":2"#, #""seq":02"#), (#""seq":2"#, #""seq":2.5"#),
            (#""seq":2"#, #""seq":"2""#), (#""seq":2"#, #""user":"bob""#), (#"["a","b"]"#, #"["a","b"}"#),
            (#"["a","b"]"#, #"["a","b""#), (#""alice""#, "\"al\u{1}ce\""), (#""hash":"11"}"#, #""hash":"11""#),
            (#""alice""#, "null"), (#""us"#, #""us"#.replacing("s", with: "s\\u0065")),
        ]
    )
    func closerLook(_ old: String, _ new: String) {
        #expect(skimmed(record.replacing(old, with: new)) == nil, "\(old) \(new)")
    }

    @Test("a name inside a value or a nested object is none")
    func nesting() throws {
        let hostile = record.replacing(#"{"image":["x"]}"#, with: #"{"user":["bob"],"image":["{","}","]"]}"#)
        #expect(try #require(skimmed(hostile))["user"] == "alice")
        #expect(skimmed(hostile) == scanned(hostile))
    }

    @Test("the quick way never finds what the whole one doesn't")
    func agreement() {
        var random = SeededGenerator(seed: 17)
        let good = Array(record.utf8)
        var quick = 0
        for _ in 0..<40_000 {
            var bytes = good
            for _ in 0...(random.next() % 2) {
                let at = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[at] = Array(#"{}[]",:\0aé"#.utf8)[Int(random.next() % 12)]
                case 1: bytes.remove(at: at)
                default: bytes.insert(bytes[Int(random.next() % UInt64(bytes.count))], at: at)
                }
            }
            let line = String(decoding: bytes, as: UTF8.self)
            guard line.utf8.elementsEqual(bytes), let found = skimmed(line) else { continue }
            // What is inside of a list or an object isn't looked at closely.
            guard let whole = scanned(line) else { continue }
            quick += 1
            #expect(found == whole, "\(line)")
        }
        #expect(quick > 5000)
    }

    @Test("every name has its field")
    func names() {
        for field in RecordField.allCases {
            let bytes = Array("xx\(field.name)".utf8)
            #expect(RecordNames.field(bytes.span, 2..<bytes.count) == field)
            let longer = Array("\(field.name)x and more".utf8)
            #expect(RecordNames.field(longer.span, 0..<field.name.utf8CodeUnitCount) == field)
            #expect(RecordNames.field(longer.span, 0..<field.name.utf8CodeUnitCount + 1) == nil)
        }
    }

    @Test("a record about the log itself may have members of its own under a decision's names")
    func policyEvent() throws {
        var record = RecordedDecision()
        let line = Array(#"{"phase":"policy","reason":"in-force","rules":10}"#.utf8)
        guard case .event = record.load(line, 0..<line.count) else {
            Issue.record("not an event")
            return
        }
        #expect(record.otherMembers.map(\.text) == ["in-force", "10"])
    }
}
