extension CertificateField {
    /// What its values are, in a few words; for the reference.
    public var explanation: String {
        switch self {
        case .cn: "common name of the subject"
        case .ou: "organizational units of the subject"
        case .o: "organizations of the subject"
        case .dns: "DNS names of the subject alternative name"
        case .email: "e-mail addresses of the subject alternative name"
        case .uri: "URIs of the subject alternative name"
        case .issuer: "common name of the issuer"
        case .serial: "serial number, lower-case hexadecimal"
        case .fingerprint: "SHA-256 of the certificate, lower-case hexadecimal"
        }
    }
}
