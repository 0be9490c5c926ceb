/// When a log's file is set aside for a new one, and what becomes of those that were.
public struct RotationOptions: Sendable, Equatable {
    /// A file of this length, in bytes, is set aside.
    public var size: Int64?
    /// A file whose first record is so old, in seconds, is set aside.
    public var age: Int64?
    /// So many files that were set aside are kept; all of them without it.
    public var keep: Int?
    /// Files that were set aside longer ago than this, in seconds, are removed.
    public var keepFor: Int64?
    /// Whether files that were set aside are compressed (gzip).
    public var compresses: Bool

    public init(
        size: Int64? = nil,
        age: Int64? = nil,
        keep: Int? = nil,
        keepFor: Int64? = nil,
        compresses: Bool = true
    ) {
        self.size = size
        self.age = age
        self.keep = keep
        self.keepFor = keepFor
        self.compresses = compresses
    }

    /// Whether the plugin rotates at all.
    public var isOn: Bool { size != nil || age != nil }
}
