import Glibc
import Policy

/// An open directory; what is done in it is done in this one, whoever renames things meanwhile.
final class OpenFolder {
    let descriptor: Int32
    /// As people know it.
    let path: String

    /// - Parameter flags: Further flags of `open(2)`.
    init(_ path: String, in parent: OpenFolder? = nil, name: String? = nil, flags: Int32 = 0) throws(EditError) {
        self.path = path
        descriptor = openat(parent?.descriptor ?? AT_FDCWD, name ?? path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw .system("can't open the directory", path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Opens a directory in this one and makes it first, for its owner alone, where it isn't there.
    ///
    /// - Throws: Also when it is somebody else's, or others can get into it.
    func privateFolder(_ name: String) throws(EditError) -> OpenFolder {
        let shown = path(of: name)
        if mkdirat(descriptor, name, 0o700) != 0, errno != EEXIST { throw .system("can't make the directory", shown) }
        let folder = try OpenFolder(shown, in: self, name: name, flags: O_NOFOLLOW)
        var status = stat()
        guard fstat(folder.descriptor, &status) == 0 else { throw .system("can't read", shown) }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw EditError(
                .trouble,
                "`\(SafeText.inline(shown))` belongs to another user, or others can get into it",
                help: "it is where edit keeps its copies: chown it to yourself and chmod 0700 it, or remove it"
            )
        }
        return folder
    }

    func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    /// Whether the path still leads here.
    var isInPlace: Bool {
        var here = stat()
        var there = stat()
        guard fstat(descriptor, &here) == 0, stat(path, &there) == 0 else { return false }
        return here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }

    func exists(_ name: String) -> Bool {
        var status = stat()
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
    }

    func remove(_ name: String) { unlinkat(descriptor, name, 0) }

    /// Waits until the disk knows which names are in it.
    func sync() throws(EditError) {
        guard fsync(descriptor) == 0 else { throw .system("can't write", path) }
    }

    /// The names in it, sorted by their bytes; not `.` and `..`.
    func names() throws(EditError) -> [String] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .system("can't read the directory", path) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw .system("can't read the directory", path, code: code)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
