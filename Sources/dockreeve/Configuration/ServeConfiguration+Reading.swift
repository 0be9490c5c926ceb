import DockerAPI
import Policy

extension ServeConfiguration {
    /// Which guards deny.
    var guardModes: GuardModes {
        var modes = GuardModes.enforced
        for guarding in monitoredGuards { modes[guarding] = .monitor }
        return modes
    }

    /// How calls are read; with memory and threads of its own.
    func makeReaderOptions() -> ReaderOptions {
        let certificates = CertificateCache()
        var options = ReaderOptions(
            maximumDepth: limits.depth,
            readCertificate: { certificates.certificate($0) }
        )
        if resolvesSymlinks {
            let resolver = PathResolver()
            options.resolvePath = { resolver.resolve($0) }
        }
        return options
    }
}
