import Policy

/// What dockerd's own configuration says about its callers.
struct DaemonConfiguration {
    /// Whether clients have to show a certificate, `tlsverify` (dockerd reference, "Daemon configuration file").
    let asksForCertificates: Bool

    /// - Throws: When the file can't be read, or isn't an object. JSON is YAML, so YAML's reader reads it.
    init(path: String) throws(DaemonConfigurationError) {
        let text: [UInt8]
        do {
            text = try Bytes.read(path, limit: 1 << 20)
        } catch {
            throw DaemonConfigurationError(message: error.description)
        }
        switch YAMLReader.read(text) {
        case .failure(let fault):
            throw DaemonConfigurationError(message: "`\(path)`: \(fault.mark): \(fault.message)")
        case .success(let root):
            guard let root, root.pairs != nil else {
                throw DaemonConfigurationError(message: "`\(path)` holds no JSON object")
            }
            asksForCertificates = root["tlsverify"]?.text == "true"
        }
    }
}

/// Why dockerd's configuration can't be used.
struct DaemonConfigurationError: Error {
    let message: String
}
