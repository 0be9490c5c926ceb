import DockerPlugin
import NIOCore
import NIOSSL

/// TLS as a client: whom to believe, and who one is.
package struct TLSClientProtection: ClientProtection {
    private let context: NIOSSLContext

    /// Reads the files; without authorities those of the system count.
    package init(_ files: PluginTLSFiles) throws(TLSError) {
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

    package func protect(_ channel: any Channel, host: String?) throws {
        // An address can't stand in SNI; the certificate is then checked against the address that was dialled.
        let name = host.flatMap { IPAddress($0) == nil ? $0 : nil }
        let handler = try NIOSSLClientHandler(context: context, serverHostname: name)
        try channel.pipeline.syncOperations.addHandler(handler)
    }
}
