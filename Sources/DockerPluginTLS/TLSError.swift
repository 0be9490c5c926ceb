/// Why certificates can't be used.
public enum TLSError: Error, Sendable, Equatable {
    /// The file isn't there, can't be read, or holds no PEM certificate.
    case badCertificate(path: String, reason: String)
    case badKey(path: String, reason: String)
    /// The parts don't fit: mostly a key that belongs to another certificate.
    case badIdentity(certificate: String, key: String, reason: String)
    /// A certificate without its key, or the other way round.
    case incompleteIdentity
}

extension TLSError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badCertificate(let path, let reason): "can't take certificates from `\(path)`: \(reason)"
        case .badKey(let path, let reason): "can't take a private key from `\(path)`: \(reason)"
        case .badIdentity(let certificate, let key, let reason):
            "`\(certificate)` and `\(key)` don't make an identity: \(reason)"
        case .incompleteIdentity: "a certificate needs its private key, and a key its certificate"
        }
    }
}
