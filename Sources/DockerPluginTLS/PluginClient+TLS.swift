import DockerPlugin

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
