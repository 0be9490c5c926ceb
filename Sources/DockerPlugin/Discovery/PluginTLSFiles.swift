/// How the daemon shall speak TLS with a plugin: `TLSConfig` of a `.json` file.
public struct PluginTLSFiles: Sendable, Hashable {
    /// Certificates of the authorities that the plugin's certificate is checked against. Without it nothing is checked.
    public var authorities: String?
    /// The daemon's own certificate, for a plugin that asks for one.
    public var certificate: String?
    /// The private key of ``certificate``.
    public var key: String?
    /// Whether the plugin's certificate goes unchecked.
    public var skipsVerification: Bool

    public init(
        authorities: String? = nil,
        certificate: String? = nil,
        key: String? = nil,
        skipsVerification: Bool = false
    ) {
        self.authorities = authorities
        self.certificate = certificate
        self.key = key
        self.skipsVerification = skipsVerification
    }
}
