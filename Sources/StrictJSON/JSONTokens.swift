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

    private enum Expectation {
        case value
        case valueOrEnd
        case nameOrEnd
        case name
        case commaOrEnd
    }

    /// Scans a whole text, replacing the tokens of the one before.
    ///
    /// - Parameter maximumDepth: How many objects and arrays may be open at once.
    /// - Returns: What is wrong with the text, or nothing.
    public mutating func scan(_ bytes: Span<UInt8>, maximumDepth: Int = standardDepth) -> JSONFault? {
        removeAll()
        let fault = scanValue(bytes, maximumDepth: maximumDepth)
        if fault != nil { removeAll() }
        return fault
    }

    private mutating func scanValue(_ bytes: Span<UInt8>, maximumDepth: Int) -> JSONFault? {
        let count = bytes.count
        guard count < Int(Int32.max) else { return JSONFault(.tooLarge, at: 0) }
        var at = JSONLexer.skipSpace(bytes, 0)
        guard at < count else { return JSONFault(.empty, at: at) }
        var expectation = Expectation.value

        while true {
            at = JSONLexer.skipSpace(bytes, at)
            guard at < count else { return JSONFault(.truncated, at: count) }
            let byte = bytes[at]

            switch expectation {
            case .commaOrEnd:
                guard let top = open.last else { return JSONFault(.unexpectedByte, at: at) }
                let inObject = tokens[Int(top)].kind == .object
                if byte == UInt8(ascii: ",") {
                    at += 1
                    expectation = inObject ? .name : .value
                    continue
                }
                guard byte == UInt8(ascii: inObject ? "}" : "]") else { return JSONFault(.unexpectedByte, at: at) }
                at += 1
                close(end: at)

            case .nameOrEnd where byte == UInt8(ascii: "}"), .valueOrEnd where byte == UInt8(ascii: "]"):
                at += 1
                close(end: at)

            case .name, .nameOrEnd:
                guard byte == UInt8(ascii: "\"") else { return JSONFault(.unexpectedByte, at: at) }
                let string = JSONLexer.scanString(bytes, at + 1)
                if let reason = string.fault { return JSONFault(reason, at: string.end) }
                append(.string, at + 1, string.end, hasEscape: string.hasEscape)
                at = JSONLexer.skipSpace(bytes, string.end + 1)
                guard at < count else { return JSONFault(.truncated, at: count) }
                guard bytes[at] == UInt8(ascii: ":") else { return JSONFault(.unexpectedByte, at: at) }
                at += 1
                expectation = .value
                continue

            case .value, .valueOrEnd:
                switch byte {
                case UInt8(ascii: "\""):
                    let string = JSONLexer.scanString(bytes, at + 1)
                    if let reason = string.fault { return JSONFault(reason, at: string.end) }
                    append(.string, at + 1, string.end, hasEscape: string.hasEscape)
                    at = string.end + 1
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    guard open.count < maximumDepth else { return JSONFault(.tooDeep, at: at) }
                    open.append(UInt32(truncatingIfNeeded: tokens.count))
                    let isObject = byte == UInt8(ascii: "{")
                    append(isObject ? .object : .array, at, at + 1)
                    at += 1
                    expectation = isObject ? .nameOrEnd : .valueOrEnd
                    continue
                case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    let number = JSONLexer.scanNumber(bytes, at)
                    if let reason = number.fault { return JSONFault(reason, at: number.end) }
                    append(.number, at, number.end)
                    at = number.end
                default:
                    let word = JSONLexer.scanWord(bytes, at)
                    guard let kind = word.kind else { return JSONFault(.unexpectedByte, at: word.end) }
                    append(kind, at, word.end)
                    at = word.end
                }
            }

            // A value has ended here.
            if open.isEmpty {
                at = JSONLexer.skipSpace(bytes, at)
                return at == count ? nil : JSONFault(.trailingData, at: at)
            }
            expectation = .commaOrEnd
        }
    }

    @inline(__always)
    private mutating func append(_ kind: JSONKind, _ start: Int, _ end: Int, hasEscape: Bool = false) {
        tokens.append(JSONToken(kind: kind, start: start, end: end, next: tokens.count &+ 1, hasEscape: hasEscape))
    }

    @inline(__always)
    private mutating func close(end: Int) {
        guard let top = open.popLast() else { return }
        tokens[Int(top)].end = UInt32(truncatingIfNeeded: end)
        tokens[Int(top)].next = UInt32(truncatingIfNeeded: tokens.count)
    }
}
