import StrictJSON

/// Says which policy was in force: written into every record that the policy decided.
public struct PolicyStamp: Sendable, Equatable {
    /// Counts the policies that were in force since the plugin started, from 1.
    public let revision: UInt64
    /// SHA-256 over the policy's files, in hexadecimal.
    public let sha256: String
    /// The record's `policy` member, written once.
    let json: [UInt8]

    public init(revision: UInt64, sha256: String) {
        self.revision = revision
        self.sha256 = sha256
        var writer = JSONWriter(reserving: 128)
        writer.beginObject()
        writer.name("revision")
        writer.integer(revision)
        writer.name("sha256")
        writer.string(sha256)
        writer.endObject()
        json = writer.bytes
    }
}
