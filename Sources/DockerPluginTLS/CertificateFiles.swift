import NIOSSL

/// PEM files as NIOSSL takes them.
enum CertificateFiles {
    static func certificates(_ path: String) throws(TLSError) -> [NIOSSLCertificate] {
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw .badCertificate(path: path, reason: "\(error)")
        }
        guard !certificates.isEmpty else { throw .badCertificate(path: path, reason: "there are none") }
        return certificates
    }

    static func key(_ path: String) throws(TLSError) -> NIOSSLPrivateKey {
        do {
            return try NIOSSLPrivateKey(file: path, format: .pem)
        } catch {
            throw .badKey(path: path, reason: "\(error)")
        }
    }
}
