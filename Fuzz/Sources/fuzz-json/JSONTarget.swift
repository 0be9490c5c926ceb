import FuzzSupport
import StrictJSON

/// The input is a text that may be JSON: the scanner takes exactly what RFC 8259 allows, its tokens nest and mean what
/// the slow reader reads, and what the writer writes is read back as the same.
@main struct JSONTarget: FuzzTarget {
    private var tokens = JSONTokens()
    private var again = JSONTokens()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let expected = JSONReference.read(input)
        if let fault = tokens.scan(input.span) {
            require(tokens.tokens.isEmpty, "a fault left tokens behind")
            require(fault.offset >= 0 && fault.offset <= input.count, "the fault is outside of the text")
            require(expected == nil, "refused, but it is JSON: \(fault)")
        } else {
            guard let expected else { fail("accepted, but it is not JSON") }
            require(!tokens.tokens.isEmpty, "there is no token")
            require(Int(tokens.tokens[0].next) == tokens.tokens.count, "the first token does not hold all")
            require(JSONValue(input.span, tokens.tokens) == expected, "the tokens mean something else")
            writeAndReadBack(expected)
            checkDepth(input.span, expected.depth)
        }
        checkString(input.span)
    }

    private mutating func writeAndReadBack(_ value: JSONValue) {
        var writer = JSONWriter()
        value.write(to: &writer)
        let fault = again.scan(writer.bytes.span)
        require(fault == nil, "what was written is not JSON: \(String(describing: fault))")
        require(JSONValue(writer.bytes.span, again.tokens) == value, "what was written is another value")
        require(!writer.bytes.contains { $0 < 0x20 || $0 == 0x7F }, "a control character was written")
    }

    /// The same text under another depth: the scanner keeps to it, and nothing else changes.
    private mutating func checkDepth(_ text: Span<UInt8>, _ depth: Int) {
        if let fault = again.scan(text, maximumDepth: depth) { fail("refused at its own depth: \(fault)") }
        guard depth > 0 else { return }
        let fault = again.scan(text, maximumDepth: depth - 1)
        require(fault?.reason == .tooDeep, "the depth is not kept: \(String(describing: fault))")
    }

    /// The whole input as the inside of a string, valid or not.
    private func checkString(_ text: Span<UInt8>) {
        var decoded: [UInt8] = []
        JSONString.decode(text, 0..<text.count, into: &decoded)
        // A broken escape becomes U+FFFD, three bytes of at least two.
        require(decoded.count <= text.count + text.count / 2 + 1, "decoding made a text much longer")
        var writer = JSONWriter()
        writer.string(text)
        guard case .string(let value)? = JSONReference.read(writer.bytes) else { fail("a written string is no JSON") }
        let isValid = UTF8Sequence.isValid(text)
        require(isValid == (String(validating: text.array, as: UTF8.self) != nil), "UTF-8 is judged in two ways")
        if isValid { require(value.utf8.elementsEqual(text.array), "a string was changed by writing it") }
    }
}
