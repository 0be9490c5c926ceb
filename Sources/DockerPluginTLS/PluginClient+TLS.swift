import DockerPlugin
import NIOCore
import NIOSSL

extension PluginClient {
    /// A client that speaks TLS with plugins that want it, by the files that their entry names (`TLSConfig`).
    ///
    /// - Throws: ``TLSError``.
    public static func withTLS(
        _ plugin: PluginEntry,
        limits: PluginClientLimits = PluginClientLimits()
    ) throws(TLSError) -> PluginClient {
        let protection = try plugin.tls.map { files throws(TLSError) in try TLSClientProtection(files) }
        return PluginClient(plugin, limits: limits, protection: protection)
    }
}

private struct TLSClientProtection: ClientProtection {
    private let context: NIOSSLContext

    init(_ files: PluginTLSFiles) throws(TLSError) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities = files.authorities {
            configuration.trustRoots = .certificates(try CertificateFiles.certificates(authorities))
        }
        if files.skipsVerification { configuration.certificateVerification = .none }
        switch (files.certificate, files.key) {
        case (let certificate?, let key?):
            configuration.certificateChain = try CertificateFiles.certificates(certificate).map { .certificate($0) }
            configuration.privateKey = .privateKey(try CertificateFiles.key(key))
        case (nil, nil): break
        default: throw .incompleteIdentity
        }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .badIdentity(certificate: files.certificate ?? "", key: files.key ?? "", reason: "\(error)")
        }
    }

    func protect(_ channel: any Channel, host: String?) throws {
        // An address can't stand in SNI; the certificate is then checked against the address that was dialled.
        let name = host.flatMap { IPAddress($0) == nil ? $0 : nil }
        let handler = try NIOSSLClientHandler(context: context, serverHostname: name)
        try channel.pipeline.syncOperations.addHandler(handler)
    }
}
