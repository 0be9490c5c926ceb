import Glibc

/// Finds out what stands at the path of a socket that is to be made.
enum SocketProbe {
    /// Removes a stale socket; leaves everything else alone.
    static func clear(_ path: String) throws(PluginServerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .last("look at", path) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path) }
        guard try isStale(path) else { throw .socketInUse(path) }
        guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove the stale socket", path) }
    }

    private static func isStale(_ path: String) throws(PluginServerError) -> Bool {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .last("make a socket to try", path) }
        defer { Glibc.close(descriptor) }
        guard UnixAddress.call(path, { connect(descriptor, $0, $1) }) != 0 else { return false }
        switch errno {
        case ECONNREFUSED, ENOENT: return true
        // A full queue, or a socket of another kind: somebody has it.
        case EAGAIN, EPROTOTYPE, EINPROGRESS: return false
        default: throw .last("try the socket", path)
        }
    }

    /// Whether there is something to read, or, on a listening socket, a connection to accept.
    static func hasInput(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1 && entry.revents & Int16(POLLIN) != 0
    }
}
