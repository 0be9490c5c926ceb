import StrictJSON

/// A signed record of where the chain is: `{"time":…,"seq":…,"phase":"checkpoint","log":…,"key":…,"head":…,"signature":…`
/// and the seal.
///
/// The signature (Ed25519, base64) is over ``domain`` and the record's own bytes from `{` to the comma before
/// `"signature"`. `head` is the hash of the record before, and so vouches for all of the log up to here.
public struct Checkpoint: Sendable, Equatable {
    /// The log that it is about: 32 hexadecimal digits, made up when its first record was written.
    public var log: String
    public var sequence: UInt64
    /// Hash of the record before this one.
    public var head: HexDigest
    /// Hash of the checkpoint's own record.
    public var hash: HexDigest
    public var key: VerificationKey
    /// The key that signs from the next checkpoint on, where that is another one.
    public var nextKey: VerificationKey?
    public var signature: [UInt8]
    /// What was signed.
    public var statement: [UInt8]

    /// In front of what is signed, so that no other use of the key can be taken for a checkpoint.
    static let domain = Array("dockreeve audit checkpoint v1\n".utf8)

    public var hasValidSignature: Bool { key.isValid(signature: signature, over: statement) }

    /// Reads a sealed record; nothing where it isn't a checkpoint in exactly the form in which they are written.
    ///
    /// - Parameter record: A line without its line feed.
    public init?(_ record: Span<UInt8>) {
        guard record.count < 4096, let seal = ChainSeal.read(record), ChainSeal.computed(record) == seal.hash else {
            return nil
        }
        var tokens = JSONTokens()
        guard tokens.scan(record) == nil else { return nil }
        var members: [String: JSONToken] = [:]
        var names: [String] = []
        var at = 1
        while at + 1 < tokens.tokens.count {
            let name = tokens.tokens[at]
            let value = tokens.tokens[at + 1]
            guard !name.hasEscape, !value.hasEscape else { return nil }
            let text = record.extracting(name.range).text
            guard members.updateValue(value, forKey: text) == nil else { return nil }
            names.append(text)
            at = Int(value.next)
        }
        func text(_ name: String) -> String? {
            guard let token = members[name], token.kind == .string else { return nil }
            return record.extracting(token.range).text
        }
        func key(_ name: String) -> VerificationKey? {
            guard let text = text(name).map({ Array($0.utf8) }) else { return nil }
            var bytes: [UInt8] = []
            return Base64.decode(text.span, into: &bytes) ? VerificationKey(rawRepresentation: bytes) : nil
        }
        var expected = ["time", "seq", "phase", "log", "key", "head", "signature", "prev", "hash"]
        if members["next_key"] != nil { expected.insert("next_key", at: 5) }
        guard names == expected, text("phase") == "checkpoint", let log = text("log"), log.utf8.count == 32,
            let number = members["seq"], number.kind == .number,
            let sequence = UInt64(record.extracting(number.range).text),
            let head = text("head").flatMap({ HexDigest($0) }), head == seal.previous, let signer = key("key"),
            let signatureToken = members["signature"], let signatureText = text("signature").map({ Array($0.utf8) })
        else { return nil }
        var signature: [UInt8] = []
        // The token is what stands between the quotes; before it stand `,"signature":"`.
        let end = signatureToken.range.lowerBound - 14
        guard Base64.decode(signatureText.span, into: &signature), signature.count == 64, end > 0 else { return nil }
        self.log = log
        self.sequence = sequence
        self.head = head
        self.hash = seal.hash
        self.key = signer
        if members["next_key"] != nil {
            guard let next = key("next_key") else { return nil }
            nextKey = next
        }
        self.signature = signature
        statement = Self.domain + record.extracting(0..<end).array
    }

    /// Writes the part that is signed, but for the opening of the record.
    static func appendStatement(
        to line: inout [UInt8],
        log: String,
        key: VerificationKey,
        nextKey: VerificationKey?,
        head: HexDigest
    ) {
        line.append(contentsOf: ",\"phase\":\"checkpoint\",\"log\":\"\(log)\",\"key\":\"".utf8)
        line.append(contentsOf: Base64.encode(key.rawRepresentation.span))
        if let nextKey {
            line.append(contentsOf: "\",\"next_key\":\"".utf8)
            line.append(contentsOf: Base64.encode(nextKey.rawRepresentation.span))
        }
        line.append(contentsOf: "\",\"head\":\"".utf8)
        head.append(to: &line)
        line.append(UInt8(ascii: "\""))
    }
}

extension Span<UInt8> {
    var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
    var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}
