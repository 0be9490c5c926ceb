import Crypto

/// The public half of a ``SigningKey``: all that an auditor needs.
public struct VerificationKey: Sendable {
    private let key: Curve25519.Signing.PublicKey
    /// SHA-256 over the key's SubjectPublicKeyInfo, the form that `openssl pkey -pubin -outform DER | sha256sum` gives.
    public let fingerprint: HexDigest

    init(_ key: Curve25519.Signing.PublicKey) {
        self.key = key
        let encoded = SHA256.hash(data: KeyEncoding.publicKey(Array(key.rawRepresentation)))
        fingerprint = encoded.withUnsafeBytes { HexDigest(digest: $0) }
    }

    /// - Parameter rawRepresentation: 32 bytes (RFC 8032).
    public init?(rawRepresentation bytes: [UInt8]) {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
        self.init(key)
    }

    /// Reads the PEM form, SubjectPublicKeyInfo (RFC 8410).
    public init?(pem: [UInt8]) {
        guard let der = PEMText.decode(pem, label: "PUBLIC KEY"), let bytes = KeyEncoding.publicBytes(der) else {
            return nil
        }
        self.init(rawRepresentation: bytes)
    }

    /// SubjectPublicKeyInfo in PEM, as `openssl pkey -pubin` reads it.
    public var pem: [UInt8] { PEMText.encode(KeyEncoding.publicKey(rawRepresentation), label: "PUBLIC KEY") }

    public var rawRepresentation: [UInt8] { Array(key.rawRepresentation) }

    public func isValid(signature: [UInt8], over statement: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: statement)
    }
}

extension VerificationKey: Equatable {
    public static func == (left: VerificationKey, right: VerificationKey) -> Bool {
        left.fingerprint == right.fingerprint
    }
}
