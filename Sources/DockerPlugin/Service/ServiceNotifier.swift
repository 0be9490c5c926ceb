import Glibc

/// Tells systemd how the service is doing (`sd_notify(3)`). Does nothing where nobody listens.
///
/// `READY=1` and the like count in units with `Type=notify` or `Type=notify-reload`, and `NotifyAccess=main`.
public struct ServiceNotifier: Sendable {
    private let socket: String?
    /// How often ``keepAlive()`` has to be called at least, from `WatchdogSec=` of the unit; nothing without a watchdog. Call
    /// it at least twice as often, as `sd_watchdog_enabled(3)` recommends, and only while the service is well: ``ServerPulse``.
    public let watchdogInterval: Duration?

    /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` and removes them from the environment, so that no child
    /// speaks for this process. Call it before there are other threads.
    public init() {
        self.init(
            socket: Self.variable("NOTIFY_SOCKET"),
            watchdog: Self.variable("WATCHDOG_USEC"),
            process: Self.variable("WATCHDOG_PID")
        )
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { unsetenv(name) }
    }

    /// - Parameters:
    ///   - socket: A path, or `@` and a name in the abstract namespace.
    ///   - watchdog: Microseconds.
    ///   - process: Whom the watchdog looks at; this process when it is missing.
    init(socket: String?, watchdog: String? = nil, process: String? = nil) {
        self.socket = socket.flatMap { Self.isAddress($0) ? $0 : nil }
        let isOurs = process == nil || process.flatMap { pid_t($0) } == getpid()
        let microseconds = watchdog.flatMap { Int64($0) }.flatMap { $0 > 0 && isOurs ? $0 : nil }
        watchdogInterval = microseconds.map { .microseconds($0) }
    }

    /// Whether somebody listens.
    public var isHeard: Bool { socket != nil }

    /// The service can be used now; also ends ``reloading()``.
    public func ready(status: String? = nil) { send(["READY=1"] + Self.statusLine(status)) }

    /// The service reads its configuration anew; call ``ready(status:)`` when it is through.
    public func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        send(["RELOADING=1", "MONOTONIC_USEC=\(microseconds)"])
    }

    /// The service ends.
    public func stopping() { send(["STOPPING=1"]) }

    /// The service is alive.
    public func keepAlive() { send(["WATCHDOG=1"]) }

    /// One line for `systemctl status`.
    public func status(_ text: String) { send(Self.statusLine(text)) }

    private static func statusLine(_ text: String?) -> [String] {
        guard let text else { return [] }
        return ["STATUS=" + String(text.map { $0.isNewline ? " " : $0 })]
    }

    /// One datagram; never waits for a systemd that is slow to read.
    private func send(_ lines: [String]) {
        guard let path = socket else { return }
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = Glibc.socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let message = Array(lines.joined(separator: "\n").utf8)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = path.hasPrefix("@") ? [0] + Array(path.utf8.dropFirst()) : Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let size = MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + bytes.count } ?? 0
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, socklen_t(size))
            }
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        (text.hasPrefix("/") || text.hasPrefix("@")) && text.utf8.count > 1
            && text.utf8.count <= SocketFile.maximumPathBytes && !text.utf8.contains(0)
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
