import StrictJSON

/// Names one decision: in its audit records, the same in both phases, and in the message that the client sees.
///
/// 64 bits of the kernel's random numbers: nobody can guess one, and among a hundred million of them the chance that any
/// two are the same is about one in 3700.
public struct DecisionID: Sendable, Hashable {
    public let value: UInt64

    /// A new one.
    public init() {
        var generator = SystemRandomNumberGenerator()
        value = generator.next()
    }

    public init(value: UInt64) {
        self.value = value
    }

    /// Reads the text form.
    ///
    /// - Parameter text: 16 hexadecimal digits, of either case.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 16, text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let value = UInt64(text, radix: 16)
        else { return nil }
        self.value = value
    }

    /// 16 lower-case hexadecimal digits in quotes.
    var quoted: InlineArray<18, UInt8> {
        var text = InlineArray<18, UInt8>(repeating: UInt8(ascii: "\""))
        var span = text.mutableSpan
        var bytes = span.mutableBytes
        let (first, second) = HexDigits.sixteen(value.byteSwapped)
        bytes.storeBytes(of: first, toByteOffset: 1, as: UInt64.self)
        bytes.storeBytes(of: second, toByteOffset: 9, as: UInt64.self)
        return text
    }
}

extension DecisionID: CustomStringConvertible {
    public var description: String {
        let text = quoted
        return text.span.extracting(1..<17).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
