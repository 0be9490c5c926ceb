/// Writes JSON text into a buffer that can be used again: commas and escapes are its business, memory is the caller's.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8]
    private var needsComma = false

    public init(reserving capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Forgets the text and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// The text so far; for messages and tests.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func beginObject() { begin(UInt8(ascii: "{")) }
    public mutating func endObject() { end(UInt8(ascii: "}")) }
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    /// A member's name that is known to need no escape.
    public mutating func name(_ name: StaticString) {
        let comma = needsComma
        bytes.append(room: name.utf8CodeUnitCount &+ 4) { free in
            free.putName(name, comma) - free
        }
        needsComma = false
    }

    /// A member's name from outside.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name from outside, as UTF-8.
    public mutating func name(_ name: Span<UInt8>) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func string(_ text: String) {
        string(text.utf8Span.span)
    }

    /// A string from bytes that should be UTF-8; what is not becomes U+FFFD, so the text is valid JSON in any case.
    public mutating func string(_ text: Span<UInt8>) {
        let comma = needsComma
        var plain = 0
        bytes.append(room: text.count &+ 3) { free in
            let start = free.putComma(comma).put(UInt8(ascii: "\""))
            plain = start.putPlain(text)
            let end = start + plain
            return (plain == text.count ? end.put(UInt8(ascii: "\"")) : end) - free
        }
        if plain < text.count { endString(text, from: plain) }
        needsComma = true
    }

    /// A member whose name is known to need no escape, and its string.
    public mutating func member(_ name: StaticString, _ text: Span<UInt8>) {
        let comma = needsComma
        var plain = 0
        bytes.append(room: name.utf8CodeUnitCount &+ text.count &+ 6) { free in
            let start = free.putName(name, comma).put(UInt8(ascii: "\""))
            plain = start.putPlain(text)
            let end = start + plain
            return (plain == text.count ? end.put(UInt8(ascii: "\"")) : end) - free
        }
        if plain < text.count { endString(text, from: plain) }
        needsComma = true
    }

    public mutating func member(_ name: StaticString, _ text: String) {
        member(name, text.utf8Span.span)
    }

    /// A member whose name is known to need no escape, and a value that is JSON text already.
    public mutating func member(_ name: StaticString, raw json: Span<UInt8>) {
        let comma = needsComma
        bytes.append(room: name.utf8CodeUnitCount &+ json.count &+ 4) { free in
            free.putName(name, comma).put(json) - free
        }
        needsComma = true
    }

    /// What is left of a string, and its quote.
    private mutating func endString(_ text: Span<UInt8>, from start: Int) {
        Self.appendEscaped(text, from: start, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    @inlinable
    public mutating func integer(_ value: some FixedWidthInteger) {
        integer(magnitude: UInt64(clamping: value.magnitude), isNegative: value < 0)
    }

    @usableFromInline
    mutating func integer(magnitude: UInt64, isNegative: Bool) {
        comma()
        Self.appendDecimal(magnitude: magnitude, isNegative: isNegative, to: &bytes)
        needsComma = true
    }

    public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
    public mutating func null() { raw("null") }

    /// A value that is JSON text already.
    public mutating func raw(_ json: StaticString) {
        let comma = needsComma
        bytes.append(room: json.utf8CodeUnitCount &+ 1) { free in
            free.putComma(comma).put(json) - free
        }
        needsComma = true
    }

    /// A value that is JSON text already.
    public mutating func raw(_ json: Span<UInt8>) {
        let comma = needsComma
        bytes.append(room: json.count &+ 1) { free in
            free.putComma(comma).put(json) - free
        }
        needsComma = true
    }

    /// A line feed, as between the records of JSON Lines.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func begin(_ bracket: UInt8) {
        comma()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always)
    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}
