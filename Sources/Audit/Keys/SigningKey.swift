import Crypto

/// The Ed25519 key (RFC 8032) that signs checkpoints.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    public let verificationKey: VerificationKey

    /// A new one, from the kernel's random numbers.
    public init() {
        self.init(Curve25519.Signing.PrivateKey())
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        verificationKey = VerificationKey(key.publicKey)
    }

    /// Reads the PEM form, PKCS #8 as `openssl genpkey -algorithm ed25519` writes it (RFC 8410).
    public init?(pem: [UInt8]) {
        guard let der = PEMText.decode(pem, label: "PRIVATE KEY"), let seed = KeyEncoding.privateSeed(der),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { return nil }
        self.init(key)
    }

    /// PKCS #8 in PEM (RFC 8410, RFC 7468).
    public var pem: [UInt8] {
        PEMText.encode(KeyEncoding.privateKey(seed: Array(key.rawRepresentation)), label: "PRIVATE KEY")
    }

    /// The signature, 64 bytes.
    public func signature(over statement: [UInt8]) throws(AuditError) -> [UInt8] {
        do { return Array(try key.signature(for: statement)) } catch {
            throw AuditError(.unwritable, path: "", "the checkpoint can't be signed")
        }
    }
}
