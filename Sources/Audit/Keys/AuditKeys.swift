import Crypto
import Glibc

/// The directory with what a log has of its own beside its records: the signing key, the redaction key, and the head that
/// the chain had when it was last signed.
///
/// | file | what |
/// | --- | --- |
/// | `signing.pem` | Ed25519 private key, PKCS #8 |
/// | `signing.pub.pem` | its public half, for auditors |
/// | `signing.next.pem` | a key that takes over at the next SIGHUP or start |
/// | `redaction.key` | HMAC key, 64 hexadecimal digits |
/// | `head-…` | the newest checkpoint of a log, as the record says it; named after the log's path |
/// | `log-…` | a log's id, so that it is known before a checkpoint was kept |
public struct AuditKeys: Sendable {
    public let directory: String
    public internal(set) var signing: SigningKey
    public let redaction: RedactionKey

    static let signingFile = "signing.pem"
    static let publicFile = "signing.pub.pem"
    static let nextFile = "signing.next.pem"
    static let redactionFile = "redaction.key"

    /// The file for a log's newest checkpoint: `head-` and the beginning of SHA-256 over the log's path.
    static func headFile(for log: String) -> String {
        let digest = SHA256.hash(data: Array(log.utf8)).withUnsafeBytes { HexDigest(digest: $0) }
        return "head-" + digest.description.prefix(16)
    }

    /// The id of a log, which every checkpoint of it has; the one that is given where it has none yet.
    func keepLogID(_ id: String, of log: String) throws(AuditError) -> String {
        let path = path("log-" + Self.headFile(for: log).dropFirst(5))
        if let text = try PrivateFile.read(path, limit: 64), text.count == id.utf8.count + 1 {
            return String(decoding: text.dropLast(), as: UTF8.self)
        }
        try PrivateFile.replace(path, with: Array("\(id)\n".utf8))
        return id
    }

    /// Reads the keys; makes the directory (mode 0700, not its parents) and the keys that it lacks.
    public init(directory: String) throws(AuditError) {
        if mkdir(directory, 0o700) != 0, errno != EEXIST {
            let code = errno
            throw AuditError(
                .unopenable,
                path: directory,
                code: code,
                "cannot create the directory `\(directory)` for the audit log's keys",
                help: code == ENOENT ? "create the one above it, with mode 0700" : nil
            )
        }
        try PrivateFile.checkDirectory(directory)
        self.directory = directory
        signing = try Self.signingKey(in: directory)
        redaction = try Self.redactionKey(in: directory)
    }

    func path(_ file: String) -> String { directory + "/" + file }

    private static func signingKey(in directory: String) throws(AuditError) -> SigningKey {
        let path = directory + "/" + signingFile
        if let pem = try PrivateFile.read(path, limit: 1 << 16) {
            guard let key = SigningKey(pem: pem) else {
                throw AuditError(
                    .unsuitable,
                    path: path,
                    "`\(path)` is not an Ed25519 private key in PEM",
                    help: "restore it, or move it away: then a new key begins, and auditors need its public half"
                )
            }
            return key
        }
        let key = SigningKey()
        try write(key, in: directory)
        return key
    }

    private static func redactionKey(in directory: String) throws(AuditError) -> RedactionKey {
        if let key = try keptRedactionKey(in: directory) { return key }
        let key = RedactionKey()
        try PrivateFile.replace(directory + "/" + redactionFile, with: key.text)
        return key
    }

    /// The redaction key of a directory; nothing where there is none.
    public static func keptRedactionKey(in directory: String) throws(AuditError) -> RedactionKey? {
        let path = directory + "/" + redactionFile
        guard let text = try PrivateFile.read(path, limit: 1 << 10) else { return nil }
        guard let key = RedactionKey(text: text) else {
            throw AuditError(
                .unsuitable,
                path: path,
                "`\(path)` is not a redaction key: 64 hexadecimal digits and a line feed",
                help: "restore it, or move it away: then values can't be compared with those in older records"
            )
        }
        return key
    }

    /// The public half first: a private key that auditors can't know about must not sign.
    private static func write(_ key: SigningKey, in directory: String) throws(AuditError) {
        try PrivateFile.replace(directory + "/" + publicFile, with: key.verificationKey.pem, mode: 0o644)
        try PrivateFile.replace(directory + "/" + signingFile, with: key.pem)
    }

    /// Makes a key that takes over from the present one at the next SIGHUP or start of the plugin.
    @discardableResult
    public func prepareNextKey() throws(AuditError) -> VerificationKey {
        let key = SigningKey()
        try PrivateFile.replace(path(Self.nextFile), with: key.pem)
        return key.verificationKey
    }

    /// The key that was prepared; nothing where none was.
    func nextKey() throws(AuditError) -> SigningKey? {
        let path = path(Self.nextFile)
        guard let pem = try PrivateFile.read(path, limit: 1 << 16) else { return nil }
        guard let key = SigningKey(pem: pem) else {
            throw AuditError(
                .unsuitable,
                path: path,
                "`\(path)` is not an Ed25519 private key in PEM",
                help: "remove it"
            )
        }
        return key
    }

    /// Lets the prepared key take over, after the present one has signed for it.
    mutating func adopt(_ key: SigningKey) throws(AuditError) {
        try Self.write(key, in: directory)
        _ = unlink(path(Self.nextFile))
        signing = key
    }
}

extension AuditKeys {
    /// The newest checkpoint that was kept; nothing where there is none yet.
    func keptCheckpoint(of log: String) throws(AuditError) -> Checkpoint? {
        let path = path(Self.headFile(for: log))
        guard let text = try PrivateFile.read(path, limit: 1 << 14) else { return nil }
        guard text.last == UInt8(ascii: "\n"), let checkpoint = Checkpoint(text.span.extracting(droppingLast: 1)),
            checkpoint.hasValidSignature
        else {
            throw AuditError(
                .unsuitable,
                path: path,
                "`\(path)` is not a checkpoint that was signed",
                help: "move it away after `dockreeve audit verify`; the log then goes on from its last record"
            )
        }
        return checkpoint
    }
}
