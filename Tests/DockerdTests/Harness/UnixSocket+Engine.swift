import TestSupport

extension UnixSocket {
    /// To dockerd, which asks a plugin that is away for 15 s before it gives up.
    static func toEngine(_ path: String) throws -> UnixSocket { try UnixSocket(path, patience: 40) }
}
