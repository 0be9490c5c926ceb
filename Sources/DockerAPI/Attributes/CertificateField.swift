/// A field of the caller's certificate that rules can match; the raw value is its name after `cert.`.
public enum CertificateField: String, CaseIterable, Sendable {
    /// Common name of the subject.
    case cn
    /// Organizational units of the subject.
    case ou
    /// Organizations of the subject.
    case o
    /// DNS names of the subject alternative name.
    case dns
    /// E-mail addresses of the subject alternative name.
    case email
    /// URIs of the subject alternative name.
    case uri
    /// Common name of the issuer.
    case issuer
    /// Serial number, lower-case hexadecimal without separators.
    case serial
    /// SHA-256 of the DER form, lower-case hexadecimal without separators.
    case fingerprint

    var index: Int {
        switch self {
        case .cn: 0
        case .ou: 1
        case .o: 2
        case .dns: 3
        case .email: 4
        case .uri: 5
        case .issuer: 6
        case .serial: 7
        case .fingerprint: 8
        }
    }
}
