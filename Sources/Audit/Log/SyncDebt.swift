import Glibc

/// What has to be brought to the disk beside the file that is written to.
struct SyncDebt: Sendable {
    /// Files that were written to and set aside, under descriptors of ours.
    private(set) var files: [Int32] = []
    /// Whether the directory has a new name in it.
    var owesName = false

    /// Keeps a descriptor for the next sync.
    mutating func add(_ descriptor: Int32) { files.append(descriptor) }

    /// Hands over what is owed; the descriptors are closed by whoever takes them.
    mutating func take() -> SyncDebt {
        defer { self = SyncDebt() }
        return self
    }

    mutating func drop() {
        for file in files { _ = close(file) }
        files = []
    }
}
