import DockerPlugin
import Glibc
import Policy

/// The socket that systemd listens on in the plugin's place (`dockreeve.socket`), so that calls wait while it is restarted.
enum HandedSocket {
    struct Refusal: Error, CustomStringConvertible {
        let message: String
        let help: String

        var description: String { "\(message)\n  help: \(help)" }
    }

    /// The one that was handed over; nothing when there is none.
    ///
    /// Whoever can connect can have calls decided and recorded that nobody made. So it is taken only if nobody can but root
    /// and the plugin's own user.
    static func choose(_ sockets: [InheritedSocket]) throws(Refusal) -> InheritedSocket? {
        guard let socket = sockets.first else { return nil }
        guard sockets.count == 1 else {
            let names = sockets.map { "`\(SafeText.inline($0.name))`" }.joined(separator: ", ")
            throw Refusal(
                message: "systemd handed over \(sockets.count) sockets (\(names)), and the plugin listens on one",
                help: "leave one `ListenStream=` in one socket unit"
            )
        }
        guard let path = socket.path, !path.isEmpty else {
            throw Refusal(
                message: "\(socket) is no unix socket with a path, so anybody could ask the plugin",
                help: "write a path in `ListenStream=`, as in /run/docker/plugins/dockreeve.sock"
            )
        }
        try check(path)
        return socket
    }

    private static func check(_ path: String) throws(Refusal) {
        let shown = SafeText.inline(path)
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let reason = String(cString: strerror(errno))
            throw Refusal(
                message: "can't look at the socket that systemd handed over, `\(shown)`: \(reason)",
                help: "let systemd make it again: systemctl restart dockreeve.socket"
            )
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw Refusal(
                message: "`\(shown)` is no longer the socket that systemd handed over",
                help: "let systemd make it again: systemctl restart dockreeve.socket"
            )
        }
        guard status.st_mode & 0o077 == 0, status.st_uid == 0 || status.st_uid == geteuid() else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw Refusal(
                message: "others can connect to `\(shown)` (mode 0\(mode), user \(status.st_uid)) and ask the plugin",
                help: "`SocketMode=0600` in the socket unit, and no `SocketUser=`"
            )
        }
    }
}
