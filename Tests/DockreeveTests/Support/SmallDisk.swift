import Foundation
import TestSupport

/// A small tmpfs of its own. Only root can mount one.
final class SmallDisk {
    let path: String
    private let parent: TemporaryFolder

    /// Whether this process may mount; found out by doing it.
    static let isPossible: Bool = (try? SmallDisk(kibibytes: 64)) != nil

    init(kibibytes: Int) throws {
        parent = try TemporaryFolder()
        path = try parent.makeFolder("disk")
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k,mode=0755") == 0 else {
            throw TestFault("no tmpfs: \(String(cString: strerror(errno)))")
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Leaves not one byte free.
    func fill() throws {
        let file = open("\(path)/filling", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw TestFault("can't fill the disk") }
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
    }

    /// Turns the file system read-only, or back.
    func setReadOnly(_ isReadOnly: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
        guard mount(nil, path, nil, flags, nil) == 0 else {
            throw TestFault("can't remount: \(String(cString: strerror(errno)))")
        }
    }

    func empty() throws { unlink("\(path)/filling") }
}
