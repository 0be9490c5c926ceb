import Glibc

/// Which file it is, whatever its name.
struct FileIdentity: Equatable {
    let device: UInt64
    let node: UInt64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        node = UInt64(status.st_ino)
    }
}
