/// The tokens of one JSON text, scanned strictly after RFC 8259 in one pass.
///
/// Strict means: valid UTF-8, no byte order mark, no comments, no trailing comma or data, no lone surrogate escape.
/// Duplicate names are kept, both of them; whoever reads the tokens decides. The scan is iterative, its depth is
/// bounded, and the buffers are kept for the next text, so a warm scan allocates nothing.
public struct JSONTokens: Sendable {
    /// In document order; empty after a fault.
    public private(set) var tokens: [JSONToken] = []
    /// Indices of the objects and arrays that are still open.
    private var open: [UInt32] = []

    /// Deep enough for every document that a docker client sends, and far below what could hurt.
    public static let standardDepth = 128

    public init() {}

    /// Forgets the last text and keeps the memory.
    public mutating func removeAll() {
        tokens.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
    }

    /// Scans a whole text, replacing the tokens of the one before.
    ///
    /// - Parameter maximumDepth: How many objects and arrays may be open at once.
    /// - Returns: What is wrong with the text, or nothing.
    public mutating func scan(_ bytes: Span<UInt8>, maximumDepth: Int = standardDepth) -> JSONFault? {
        removeAll()
        // Out of the struct while they are written: that spares a check of ownership for every token.
        var tokens: [JSONToken] = []
        var open: [UInt32] = []
        swap(&tokens, &self.tokens)
        swap(&open, &self.open)
        var outcome = Outcome.full
        var room = max(tokens.capacity, Self.firstRoom)
        while true {
            tokens.append(addingCapacity: room) { span in
                span.withUnsafeMutableBufferPointer { buffer, count in
                    var room = TokenRoom(buffer)
                    outcome = Self.scan(bytes, maximumDepth, &room, &open)
                    count = room.count
                }
            }
            guard case .full = outcome else { break }
            // Rare: from the start again, with more room; what was kept is enough for the next text of the kind.
            tokens.removeAll(keepingCapacity: true)
            open.removeAll(keepingCapacity: true)
            room &*= 4
        }
        swap(&tokens, &self.tokens)
        swap(&open, &self.open)
        guard case .fault(let fault) = outcome else { return nil }
        removeAll()
        return fault
    }

    private enum Outcome {
        case whole
        case fault(JSONFault)
        /// There is no room for one more token.
        case full

        init(_ reason: JSONFault.Reason, at offset: Int) { self = .fault(JSONFault(reason, at: offset)) }
    }

    /// Tokens that there is room for at first.
    private static let firstRoom = 128

    private enum Expectation {
        case value
        case valueOrEnd
        case name
        case nameOrEnd
        case commaOrEnd
    }

    private static func scan(
        _ bytes: Span<UInt8>,
        _ maximumDepth: Int,
        _ tokens: inout TokenRoom,
        _ open: inout [UInt32]
    ) -> Outcome {
        let count = bytes.count
        guard count < Int(Int32.max) else { return Outcome(.tooLarge, at: 0) }
        var at = JSONLexer.skipSpace(bytes, 0)
        guard at < count else { return Outcome(.empty, at: at) }
        var expectation = Expectation.value
        // Of the innermost value that is open.
        var inObject = false

        while true {
            // A member is two tokens.
            guard tokens.left >= 2 else { return .full }
            at = JSONLexer.skipSpace(bytes, at)
            guard at < count else { return Outcome(.truncated, at: count) }
            var byte = bytes[at]

            if expectation == .commaOrEnd {
                if byte == UInt8(ascii: ",") {
                    at = JSONLexer.skipSpace(bytes, at &+ 1)
                    guard at < count else { return Outcome(.truncated, at: count) }
                    byte = bytes[at]
                    expectation = inObject ? .name : .value
                } else {
                    guard byte == (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                        return Outcome(.unexpectedByte, at: at)
                    }
                    at &+= 1
                    inObject = close(end: at, &tokens, &open)
                    if open.isEmpty { return endOfText(bytes, at) }
                    continue
                }
            }

            if expectation == .name || expectation == .nameOrEnd {
                if byte == UInt8(ascii: "\"") {
                    let string = JSONLexer.scanString(bytes, at &+ 1)
                    if let reason = string.fault { return Outcome(reason, at: string.end) }
                    append(.string, at &+ 1, string.end, hasEscape: string.hasEscape, &tokens)
                    at = JSONLexer.skipSpace(bytes, string.end &+ 1)
                    guard at < count else { return Outcome(.truncated, at: count) }
                    guard bytes[at] == UInt8(ascii: ":") else { return Outcome(.unexpectedByte, at: at) }
                    at = JSONLexer.skipSpace(bytes, at &+ 1)
                    guard at < count else { return Outcome(.truncated, at: count) }
                    byte = bytes[at]
                    expectation = .value
                } else {
                    guard expectation == .nameOrEnd, byte == UInt8(ascii: "}") else {
                        return Outcome(.unexpectedByte, at: at)
                    }
                    at &+= 1
                    inObject = close(end: at, &tokens, &open)
                    if open.isEmpty { return endOfText(bytes, at) }
                    expectation = .commaOrEnd
                    continue
                }
            }

            switch byte {
            case UInt8(ascii: "\""):
                let string = JSONLexer.scanString(bytes, at &+ 1)
                if let reason = string.fault { return Outcome(reason, at: string.end) }
                append(.string, at &+ 1, string.end, hasEscape: string.hasEscape, &tokens)
                at = string.end &+ 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < maximumDepth else { return Outcome(.tooDeep, at: at) }
                open.append(UInt32(truncatingIfNeeded: tokens.count))
                inObject = byte == UInt8(ascii: "{")
                append(inObject ? .object : .array, at, at &+ 1, hasEscape: false, &tokens)
                at &+= 1
                expectation = inObject ? .nameOrEnd : .valueOrEnd
                continue
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let number = JSONLexer.scanNumber(bytes, at)
                if let reason = number.fault { return Outcome(reason, at: number.end) }
                append(.number, at, number.end, hasEscape: false, &tokens)
                at = number.end
            case UInt8(ascii: "]") where expectation == .valueOrEnd:
                at &+= 1
                inObject = close(end: at, &tokens, &open)
            default:
                let word = JSONLexer.scanWord(bytes, at)
                guard let kind = word.kind else { return Outcome(.unexpectedByte, at: word.end) }
                append(kind, at, word.end, hasEscape: false, &tokens)
                at = word.end
            }

            // A value has ended here.
            if open.isEmpty { return endOfText(bytes, at) }
            expectation = .commaOrEnd
        }
    }

    private static func endOfText(_ bytes: Span<UInt8>, _ from: Int) -> Outcome {
        let at = JSONLexer.skipSpace(bytes, from)
        return at == bytes.count ? .whole : Outcome(.trailingData, at: at)
    }

    @inline(__always)
    private static func append(
        _ kind: JSONKind,
        _ start: Int,
        _ end: Int,
        hasEscape: Bool,
        _ tokens: inout TokenRoom
    ) {
        tokens.append(JSONToken(kind: kind, start: start, end: end, next: tokens.count &+ 1, hasEscape: hasEscape))
    }

    /// Ends the innermost open value.
    ///
    /// - Returns: Whether the one around it is an object.
    @inline(__always)
    private static func close(end: Int, _ tokens: inout TokenRoom, _ open: inout [UInt32]) -> Bool {
        guard let top = open.popLast() else { return false }
        tokens.end(Int(top), at: end)
        guard let outer = open.last else { return false }
        return tokens.isObject(Int(outer))
    }
}
