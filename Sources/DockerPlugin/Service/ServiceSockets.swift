import Glibc

/// Sockets that systemd handed to this process (`sd_listen_fds(3)`).
public enum ServiceSockets {
    /// The first descriptor that is passed (`SD_LISTEN_FDS_START`).
    private static let firstDescriptor: Int32 = 3
    /// More than any unit has; what claims more is not systemd.
    private static let maximumCount: Int32 = 1024

    /// Takes over the sockets that are meant for this process; none when there are none.
    ///
    /// Sets `FD_CLOEXEC` on them and removes `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` from the environment, so that no
    /// child takes them for its own: a second call finds nothing. Call it before there are other threads, since they could
    /// read the environment meanwhile.
    public static func take() -> [InheritedSocket] {
        defer {
            for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
        }
        guard let count = count(process: variable("LISTEN_PID"), count: variable("LISTEN_FDS"), of: getpid()) else {
            return []
        }
        let names = (variable("LISTEN_FDNAMES") ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return (0..<count).compactMap { index in
            let descriptor = firstDescriptor + index
            let flags = fcntl(descriptor, F_GETFD)
            guard flags >= 0, fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) == 0 else { return nil }
            let name = Int(index) < names.count ? String(names[Int(index)]) : ""
            return InheritedSocket(name: name, descriptor: descriptor)
        }
    }

    /// How many descriptors the variables promise to this process.
    static func count(process: String?, count: String?, of own: pid_t) -> Int32? {
        guard let process, pid_t(process) == own, let count = count.flatMap({ Int32($0) }),
            (1...maximumCount).contains(count)
        else { return nil }
        return count
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
