/// How calls are read.
public struct ReaderOptions: Sendable {
    /// Gives the path that a cleaned path of this host leads to when every symbolic link is followed, what isn't there
    /// kept as it is; nothing where nobody can say, and the path then counts as the whole host. Asked while the call waits.
    public typealias PathResolver = @Sendable (_ path: [UInt8]) -> [UInt8]?
    /// Reads the fields of one certificate; nothing where it is none, and the call is then denied by the guard
    /// `malformed-call`. Called once per call, so it should keep what it has read.
    public typealias CertificateReader = @Sendable (_ pem: Span<UInt8>) -> CallerCertificate?

    /// How many objects and arrays of a JSON body may be open at once, from 1 to 1000: some walks are recursive.
    public let maximumDepth: Int
    /// Set to have `uses.host_mount` also hold the place that a path really leads to, at the time of asking.
    public var resolvePath: PathResolver?
    /// Set to have `cert.*`.
    public var readCertificate: CertificateReader?

    /// - Parameter maximumDepth: Taken into the range from 1 to 1000.
    public init(
        maximumDepth: Int = 128,
        resolvePath: PathResolver? = nil,
        readCertificate: CertificateReader? = nil
    ) {
        self.maximumDepth = min(max(maximumDepth, 1), 1000)
        self.resolvePath = resolvePath
        self.readCertificate = readCertificate
    }
}
