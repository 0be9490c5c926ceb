import DockerAPI

/// The certificate of a test's caller.
public enum TestCertificate: Sendable, Equatable {
    /// PEM (RFC 7468), the caller's own certificate first.
    case pem(String)
    /// Only the fields that the test is about.
    case fields(CallerCertificate)
}
