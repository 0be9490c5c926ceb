import Foundation
import Glibc

/// A small tmpfs of its own. Only root can mount one.
final class MountedDirectory {
    let path: String
    private let parent: TemporaryDirectory

    /// Whether this process may mount; found out by doing it.
    static let isPossible: Bool = (try? MountedDirectory(kibibytes: 64)) != nil

    struct Refused: Error { let code: Int32 }

    init(kibibytes: Int) throws {
        parent = try TemporaryDirectory()
        path = parent.file("mounted")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k,mode=0700") == 0 else { throw Refused(code: errno) }
    }

    /// Turns the file system read-only, or back.
    func setReadOnly(_ isReadOnly: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
        guard mount(nil, path, nil, flags, nil) == 0 else { throw Refused(code: errno) }
    }

    deinit {
        _ = umount2(path, Int32(MNT_DETACH))
    }

    func file(_ name: String = "audit.jsonl") -> String { "\(path)/\(name)" }
}
