import Glibc

/// Small files that are read whole and replaced whole: what a plugin remembers, and what tells of it.
///
/// A reader sees the old text or the new one, never half of either, also after a crash or a loss of power.
public enum WholeFile {
    /// Reads a regular file.
    ///
    /// - Parameters:
    ///   - path: A symbolic link there is followed.
    ///   - limit: In bytes; a larger file is an error (`EFBIG`).
    public static func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFault("open", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFault("look at", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFault("read", path, EINVAL) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFault("read", path) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else { throw FileFault("read", path, EFBIG) }
            bytes += buffer[..<count]
        }
    }

    /// Reads a regular file; nothing when there is none.
    public static func readIfThere(_ path: String, limit: Int) throws(FileFault) -> [UInt8]? {
        do throws(FileFault) {
            return try read(path, limit: limit)
        } catch {
            guard error.errno == ENOENT else { throw error }
            return nil
        }
    }

    /// Writes a file beside it, syncs it, and puts it in the place of the old one.
    ///
    /// Two writers of the same path have to wait for each other.
    public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(FileFault) {
        let draft = "\(path).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw FileFault("make", draft) }
        do throws(FileFault) {
            try write(bytes, descriptor, draft)
            // The umask may have taken something away.
            guard fchmod(descriptor, mode) == 0 else { throw FileFault("set the mode of", draft) }
            guard fsync(descriptor) == 0 else { throw FileFault("sync", draft) }
            guard rename(draft, path) == 0 else { throw FileFault("rename to", path) }
        } catch {
            close(descriptor)
            unlink(draft)
            throw error
        }
        close(descriptor)
        let folder = open(Folder(containing: path).path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(FileFault) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFault("write", path) }
            sent += count
        }
    }
}
