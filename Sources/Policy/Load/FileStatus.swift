import Glibc

/// What the loader wants to know of a file.
struct FileStatus: Equatable {
    let isRegular: Bool
    let isDirectory: Bool
    let isSymbolicLink: Bool
    /// The permission bits.
    let mode: UInt32
    let owner: UInt32
    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        isSymbolicLink = status.st_mode & S_IFMT == S_IFLNK
        mode = UInt32(status.st_mode) & 0o7777
        owner = status.st_uid
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Whether somebody beside the owner can write to it. An access control list that lets somebody write shows in the
    /// group's bits (`acl(5)`).
    var isWritableByOthers: Bool { mode & 0o022 != 0 }

    /// In such a directory others can make files, and only their owners, or the directory's, can take them away.
    var isSticky: Bool { mode & 0o1000 != 0 }

    /// Mode as people write it, `0664`.
    var modeText: String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
