import Glibc

/// The file of a listening unix socket, known by its inode: what somebody else put in its place is not ours to remove.
package struct SocketFile: Sendable {
    /// `sun_path` less its closing NUL (`unix(7)`).
    static let maximumPathBytes = 107

    let path: String
    private let device: dev_t
    private let inode: ino_t

    /// Makes a listening socket that only its owner can reach, from the first moment.
    ///
    /// Creates missing parent folders and replaces a stale socket, one that nobody answers on.
    /// - Parameter backlog: Connections that may wait to be accepted.
    package static func listen(
        _ path: String,
        backlog: Int32
    ) throws(PluginServerError) -> (descriptor: Int32, file: SocketFile) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .socketPathEmpty }
        guard path.utf8.count <= maximumPathBytes else { throw .socketPathTooLong(path) }
        let folder = Folder(containing: path)
        try folder.create()
        let lock = FolderLock(folder)
        defer { lock.release() }

        try SocketProbe.clear(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .last("make a socket for", path) }
        do {
            return (descriptor, try bind(descriptor, path, backlog))
        } catch {
            Glibc.close(descriptor)
            throw error
        }
    }

    private static func bind(
        _ descriptor: Int32,
        _ path: String,
        _ backlog: Int32
    ) throws(PluginServerError) -> SocketFile {
        // Linux gives the socket's file the mode of the descriptor, less the umask: there is no moment at which others can
        // reach it.
        guard fchmod(descriptor, 0o600) == 0 else { throw .last("set the mode of the socket for", path) }
        guard UnixAddress.call(path, { Glibc.bind(descriptor, $0, $1) }) == 0 else { throw .last("bind", path) }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw .last("look at", path) }
        let file = SocketFile(path: path, device: status.st_dev, inode: status.st_ino)
        do throws(PluginServerError) {
            // A umask that takes away more than that.
            if status.st_mode & 0o777 != 0o600, chmod(path, 0o600) != 0 { throw .last("set the mode of", path) }
            guard Glibc.listen(descriptor, backlog) == 0 else { throw .last("listen on", path) }
        } catch {
            file.remove()
            throw error
        }
        return file
    }

    /// Removes the file, if it is still the one that was made.
    package func remove() {
        let lock = FolderLock(Folder(containing: path))
        defer { lock.release() }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }
}

extension SocketFile {
    /// Connects to a socket.
    ///
    /// - Returns: A descriptor of the caller's, or -1 and `errno`.
    package static func connect(_ path: String) -> Int32 {
        guard !path.isEmpty, path.utf8.count <= maximumPathBytes, !path.utf8.contains(0) else {
            errno = ENAMETOOLONG
            return -1
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return -1 }
        guard UnixAddress.call(path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            let reason = errno
            Glibc.close(descriptor)
            errno = reason
            return -1
        }
        return descriptor
    }
}
