import DockerPlugin
import NIOCore
import NIOSSL
import Synchronization

/// The identity that a plugin shows on TCP, and whom it lets in; TLS 1.2 and 1.3.
///
/// With ``clientAuthorities`` a daemon has to show a certificate of theirs (mutual TLS): what the files of `TLSConfig` in the
/// daemon's `.json` file are for. Without it everybody who reaches the port can call the plugin.
public final class PluginTLSServer: Sendable {
    /// The certificate, then those that lead to its authority; PEM.
    public let certificate: String
    /// The certificate's private key; PEM.
    public let key: String
    /// Certificates of the authorities whose clients are let in; PEM. Nothing to let everybody in.
    public let clientAuthorities: String?
    private let context: Mutex<NIOSSLContext>

    /// Reads the files.
    ///
    /// - Throws: ``TLSError``.
    public init(certificate: String, key: String, clientAuthorities: String? = nil) throws(TLSError) {
        self.certificate = certificate
        self.key = key
        self.clientAuthorities = clientAuthorities
        context = Mutex(try Self.context(certificate, key, clientAuthorities))
    }

    /// Reads the files anew. Connections from now on see the new certificates; those that are open stay open with what they
    /// began with.
    ///
    /// - Throws: ``TLSError``; the old certificates then stay in use.
    public func reload() throws(TLSError) {
        let fresh = try Self.context(certificate, key, clientAuthorities)
        context.withLock { $0 = fresh }
    }

    private static func context(
        _ certificate: String,
        _ key: String,
        _ authorities: String?
    ) throws(TLSError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try CertificateFiles.certificates(certificate).map { .certificate($0) },
            privateKey: .privateKey(try CertificateFiles.key(key))
        )
        configuration.minimumTLSVersion = .tlsv12
        if let authorities {
            configuration.trustRoots = .certificates(try CertificateFiles.certificates(authorities))
            configuration.certificateVerification = .noHostnameVerification
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .badIdentity(certificate: certificate, key: key, reason: "\(error)")
        }
    }

    fileprivate func handler() throws -> NIOSSLServerHandler { NIOSSLServerHandler(context: context.withLock { $0 }) }
}

extension PluginListener {
    /// TCP with TLS, on any address.
    public static func tls(_ address: TCPAddress, _ server: PluginTLSServer) -> PluginListener {
        PluginListener(.tcp(address, ServerProtection(server: server)))
    }

    /// A TCP socket that systemd handed over, with TLS. Over a unix socket nothing is encrypted.
    public static func tls(_ socket: InheritedSocket, _ server: PluginTLSServer) -> PluginListener {
        PluginListener(.inherited(socket, ServerProtection(server: server)))
    }
}

private struct ServerProtection: ConnectionProtection {
    let server: PluginTLSServer

    var isAllowedOnEveryNetwork: Bool { true }

    func protect(_ channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandlers([server.handler(), HandshakeDeadline()])
    }
}
