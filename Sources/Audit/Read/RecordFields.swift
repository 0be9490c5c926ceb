import StrictJSON

/// The members of a record that are known by name, found without taking the rest apart: several times as fast as
/// ``RecordedDecision``.
///
/// Takes only what needs no second look, the form that the log is written in: one object without white space, without
/// an escape, in ASCII. Everything else is for ``RecordedDecision``, and so is every record that is shown.
struct RecordFields {
    private var places = InlineArray<26, JSONToken>(repeating: JSONToken(kind: .null, start: 0, end: 0, next: 0))
    /// One bit for each ``RecordField``.
    private var present: UInt32 = 0

    private static let depthLimit = 32

    init() {}

    subscript(_ field: RecordField) -> JSONToken? {
        present & (1 << UInt32(field.rawValue)) == 0 ? nil : places[field.rawValue]
    }

    /// Takes over what a whole scan has found.
    mutating func take(_ record: RecordedDecision) {
        present = 0
        for field in RecordField.allCases {
            guard let token = record.token(field) else { continue }
            places[field.rawValue] = token
            present |= 1 << UInt32(field.rawValue)
        }
    }

    /// Whether this is a decision with everything that one has.
    func isDecision(_ bytes: Span<UInt8>) -> Bool {
        guard let phase = self[.phase], let decision = self[.decision], self[.user] != nil, self[.method] != nil,
            self[.uri] != nil
        else { return false }
        return (JSONString.equals(bytes, phase, "request") || JSONString.equals(bytes, phase, "response"))
            && (JSONString.equals(bytes, decision, "allow") || JSONString.equals(bytes, decision, "deny"))
    }

    /// - Parameter bytes: A line without its line feed.
    /// - Returns: False where a closer look is needed.
    mutating func skim(_ bytes: Span<UInt8>) -> Bool {
        present = 0
        let last = bytes.count &- 1
        guard last > 1, last < Int(Int32.max), bytes[0] == UInt8(ascii: "{"), bytes[last] == UInt8(ascii: "}") else {
            return false
        }
        var at = 1
        while true {
            guard at < last, bytes[at] == UInt8(ascii: "\"") else { return false }
            let nameStart = at &+ 1
            let nameEnd = Self.plainEnd(bytes, nameStart)
            guard nameEnd &+ 2 < last, bytes[nameEnd] == UInt8(ascii: "\""), bytes[nameEnd &+ 1] == UInt8(ascii: ":")
            else { return false }
            at = nameEnd &+ 2
            let value: JSONToken
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let end = Self.plainEnd(bytes, at &+ 1)
                guard end < last, bytes[end] == UInt8(ascii: "\"") else { return false }
                value = JSONToken(kind: .string, start: at &+ 1, end: end, next: 0)
                at = end &+ 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = bytes[at] == UInt8(ascii: "{")
                guard let end = Self.nestedEnd(bytes, at, last) else { return false }
                value = JSONToken(kind: isObject ? .object : .array, start: at, end: end, next: 0)
                at = end
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                var end = at &+ 1
                while end < last, bytes[end] &- UInt8(ascii: "0") < 10 { end &+= 1 }
                value = JSONToken(kind: .number, start: at, end: end, next: 0)
                at = end
            case UInt8(ascii: "0"):
                value = JSONToken(kind: .number, start: at, end: at &+ 1, next: 0)
                at &+= 1
            default:
                return false
            }
            if let field = RecordNames.field(bytes, nameStart..<nameEnd) {
                let bit = 1 << UInt32(field.rawValue) as UInt32
                guard present & bit == 0, value.kind == field.kind else { return false }
                present |= bit
                places[field.rawValue] = value
            }
            if at == last { return true }
            guard at < last, bytes[at] == UInt8(ascii: ",") else { return false }
            at &+= 1
        }
    }

    /// The offset behind an object or a list: its strings and brackets are looked at, nothing else.
    private static func nestedEnd(_ bytes: Span<UInt8>, _ from: Int, _ last: Int) -> Int? {
        var at = from
        var depth = 0
        // Which of the open ones are objects, the innermost in the lowest bit.
        var objects: UInt32 = 0
        while at < last {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let end = plainEnd(bytes, at &+ 1)
                guard end < last, bytes[end] == UInt8(ascii: "\"") else { return nil }
                at = end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < depthLimit else { return nil }
                depth &+= 1
                objects = objects << 1 | (bytes[at] == UInt8(ascii: "{") ? 1 : 0)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard objects & 1 == (bytes[at] == UInt8(ascii: "}") ? 1 : 0) else { return nil }
                objects >>= 1
                depth &-= 1
                if depth == 0 { return at &+ 1 }
            case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            default: return nil
            }
            at &+= 1
        }
        return nil
    }

    /// The first byte that is a quote, a backslash, a control character or beyond ASCII, or the end.
    @inline(__always)
    private static func plainEnd(_ bytes: Span<UInt8>, _ from: Int) -> Int {
        let count = bytes.count
        let raw = bytes.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        var at = from
        // The one unchecked read: the condition of the loop is its check.
        while at &+ 8 <= count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let low = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
            let special = (low | word) & (ones &* 0x80)
            if special != 0 { return at &+ special.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < count {
            let byte = bytes[at]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            at &+= 1
        }
        return at
    }
}
