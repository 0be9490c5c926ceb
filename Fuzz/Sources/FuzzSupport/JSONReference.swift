/// RFC 8259, grammar rule by grammar rule over characters; slow and short, to hold the fast scanner against.
public struct JSONReference {
    private let text: [Unicode.Scalar]
    private var at = 0
    private let maximumDepth: Int

    /// - Returns: The value; nothing for a text that is not one strict JSON value, or nested deeper.
    public static func read(_ bytes: some Collection<UInt8>, maximumDepth: Int = 128) -> JSONValue? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var reader = JSONReference(text: Array(text.unicodeScalars), maximumDepth: maximumDepth)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.space()
        return reader.at == reader.text.count ? value : nil
    }

    private init(text: [Unicode.Scalar], maximumDepth: Int) {
        self.text = text
        self.maximumDepth = maximumDepth
    }

    private var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

    private mutating func space() {
        while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { at += 1 }
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        at += 1
        return true
    }

    private mutating func skip(word: String) -> Bool {
        guard text[at...].starts(with: word.unicodeScalars) else { return false }
        at += word.unicodeScalars.count
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        space()
        switch next {
        case "{": return object(depth: depth + 1)
        case "[": return array(depth: depth + 1)
        case "\"": return string().map(JSONValue.string)
        case "t": return skip(word: "true") ? .bool(true) : nil
        case "f": return skip(word: "false") ? .bool(false) : nil
        case "n": return skip(word: "null") ? .null : nil
        default: return number()
        }
    }

    private mutating func array(depth: Int) -> JSONValue? {
        guard depth <= maximumDepth, skip("[") else { return nil }
        var values: [JSONValue] = []
        space()
        if skip("]") { return .array([]) }
        while true {
            guard let value = value(depth: depth) else { return nil }
            values.append(value)
            space()
            if skip("]") { return .array(values) }
            guard skip(",") else { return nil }
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        guard depth <= maximumDepth, skip("{") else { return nil }
        var members: [JSONValue.Member] = []
        space()
        if skip("}") { return .object([]) }
        while true {
            space()
            guard let name = string() else { return nil }
            space()
            guard skip(":"), let value = value(depth: depth) else { return nil }
            members.append(JSONValue.Member(name: name, value: value))
            space()
            if skip("}") { return .object(members) }
            guard skip(",") else { return nil }
        }
    }

    private mutating func string() -> String? {
        guard skip("\"") else { return nil }
        var units: [UInt16] = []
        while let scalar = next {
            at += 1
            switch scalar {
            case "\"": return String(validating: units, as: UTF16.self)
            case "\\":
                guard let unit = escape() else { return nil }
                units.append(unit)
            case "\0"..<" ": return nil
            case let other where other.value < 0x10000: units.append(UInt16(other.value))
            default: units.append(contentsOf: String(scalar).utf16)
            }
        }
        return nil
    }

    private mutating func escape() -> UInt16? {
        guard let scalar = next else { return nil }
        at += 1
        switch scalar {
        case "\"", "\\", "/": return UInt16(scalar.value)
        case "b": return 8
        case "t": return 9
        case "n": return 10
        case "f": return 12
        case "r": return 13
        case "u":
            let digits = text[at...].prefix(4)
            guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.properties.isASCIIHexDigit }) else {
                return nil
            }
            at += 4
            return UInt16(Self.text(digits), radix: 16)
        default: return nil
        }
    }

    private mutating func number() -> JSONValue? {
        let start = at
        _ = skip("-")
        if !skip("0"), digits() == 0 { return nil }
        if skip("."), digits() == 0 { return nil }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            if digits() == 0 { return nil }
        }
        return .number(Self.text(text[start..<at]))
    }

    private mutating func digits() -> Int {
        let start = at
        while let scalar = next, ("0"..."9").contains(scalar) { at += 1 }
        return at - start
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
