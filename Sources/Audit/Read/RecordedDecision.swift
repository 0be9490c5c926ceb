import DockerAPI
import Policy
import StrictJSON

/// One decision as the audit log tells it. Reading the next line into the same value takes no memory.
public struct RecordedDecision: Sendable {
    /// The record as it stands in the log, without its line feed.
    public private(set) var bytes: [UInt8] = []
    private(set) var tokens = JSONTokens()
    /// For each ``RecordField``, the token of its value; 0 for what isn't there.
    private var places = InlineArray<26, UInt32>(repeating: 0)
    public private(set) var phase = CallPhase.request
    /// What dockerd was answered.
    public private(set) var isAllowed = false

    public init() {}

    /// What a line turned out to be.
    enum Kind {
        case decision
        /// A record about the log itself.
        case event
        /// No audit record at all.
        case other
        case wrong(String)
    }

    /// Takes over a line.
    mutating func load(_ buffer: [UInt8], _ line: Range<Int>) -> Kind {
        load(buffer.span.extracting(line))
    }

    mutating func load(_ line: Span<UInt8>) -> Kind {
        bytes.removeAll(keepingCapacity: true)
        line.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        places = InlineArray(repeating: 0)
        // Out of the struct while the bytes are looked at.
        var tokens = JSONTokens()
        swap(&tokens, &self.tokens)
        let fault = tokens.scan(bytes.span)
        swap(&tokens, &self.tokens)
        if let fault { return .wrong("not JSON: \(fault)") }
        guard let root = self.tokens.tokens.first, root.kind == .object else { return .wrong("not a JSON object") }
        var at = 1
        var twisted: RecordField?
        var seen: UInt32 = 0
        while at < root.next {
            let name = self.tokens.tokens[at]
            let value = self.tokens.tokens[at + 1]
            if let field = RecordField.named(name, in: bytes.span) {
                let bit: UInt32 = 1 << UInt32(field.rawValue)
                guard seen & bit == 0 else { return .wrong("`\(field.name)` stands there twice") }
                seen |= bit
                if value.kind == field.kind {
                    places[field.rawValue] = UInt32(truncatingIfNeeded: at + 1)
                } else if value.kind != .null {
                    twisted = twisted ?? field
                }
            }
            at = Int(value.next)
        }
        let kind = judge()
        // A record about the log itself has members of its own: in a `policy` one `rules` is a number.
        if case .event = kind { return kind }
        if let twisted { return .wrong("`\(twisted.name)` is not \(twisted.kind.article)") }
        return kind
    }

    private mutating func judge() -> Kind {
        guard let phase = token(.phase) else { return .other }
        if JSONString.equals(bytes.span, phase, "request") {
            self.phase = .request
        } else if JSONString.equals(bytes.span, phase, "response") {
            self.phase = .response
        } else {
            return .event
        }
        for field in [RecordField.user, .method, .uri, .decision] where token(field) == nil {
            return .wrong("the record has no `\(field.name)`")
        }
        guard let decision = token(.decision) else { return .other }
        if JSONString.equals(bytes.span, decision, "allow") {
            isAllowed = true
        } else if JSONString.equals(bytes.span, decision, "deny") {
            isAllowed = false
        } else {
            return .wrong("`decision` is neither `allow` nor `deny`")
        }
        return .decision
    }

    func token(_ field: RecordField) -> JSONToken? {
        let place = Int(places[field.rawValue])
        return place == 0 ? nil : tokens.tokens[place]
    }

    func index(_ field: RecordField) -> Int? {
        let place = Int(places[field.rawValue])
        return place == 0 ? nil : place
    }

    /// Whether the record has the field.
    public func has(_ field: RecordField) -> Bool { places[field.rawValue] != 0 }

    /// The text of a field; empty where there is none.
    public func text(_ field: RecordField) -> String {
        guard let token = token(field) else { return "" }
        return text(token)
    }

    func text(_ token: JSONToken) -> String {
        guard token.kind == .string, token.hasEscape else {
            return String(decoding: bytes[token.range], as: UTF8.self)
        }
        return JSONString.text(bytes.span, token)
    }

    /// Lends the text of a field without making a string of it.
    ///
    /// - Parameter scratch: For a text that has escapes.
    func with(_ field: RecordField, _ scratch: inout [UInt8], _ visit: (Span<UInt8>) -> Void) {
        guard let token = token(field) else { return }
        with(token, &scratch, visit)
    }

    func with(_ token: JSONToken, _ scratch: inout [UInt8], _ visit: (Span<UInt8>) -> Void) {
        guard token.hasEscape else { return visit(bytes.span.extracting(token.range)) }
        scratch.removeAll(keepingCapacity: true)
        JSONString.decode(bytes.span, token.range, into: &scratch)
        visit(scratch.span)
    }

    /// The strings of a list.
    func texts(_ index: Int) -> [String] {
        let list = tokens.tokens[index]
        guard list.kind == .array else { return [] }
        var texts: [String] = []
        var at = index + 1
        while at < list.next {
            let item = tokens.tokens[at]
            if item.kind == .string { texts.append(text(item)) }
            at = Int(item.next)
        }
        return texts
    }

    /// The value of a member of an object.
    func member(_ name: StaticString, of index: Int) -> Int? {
        let object = tokens.tokens[index]
        guard object.kind == .object else { return nil }
        var at = index + 1
        while at < object.next {
            if JSONString.equals(bytes.span, tokens.tokens[at], name) { return at + 1 }
            at = Int(tokens.tokens[at + 1].next)
        }
        return nil
    }
}

extension JSONKind {
    fileprivate var article: String {
        switch self {
        case .array: "a list"
        case .object: "an object"
        case .number: "a number"
        default: "a string"
        }
    }
}
