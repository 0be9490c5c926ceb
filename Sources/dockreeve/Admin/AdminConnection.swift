import Glibc

/// One connection to the admin socket, from its first byte to its end, under a deadline.
struct AdminConnection {
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    /// For the question and the answer together; whoever takes longer is dropped.
    static let time: Duration = .seconds(2)

    /// - Parameter descriptor: Stays the caller's, to be closed.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        deadline = .now + Self.time
    }

    /// Whether it is root or this process's own user who asks (`SO_PEERCRED`, `unix(7)`).
    ///
    /// The socket's file lets in nobody else; this holds when somebody has changed its mode, or passed on a connection.
    var isTrusted: Bool {
        var credentials = PeerCredentials()
        var size = socklen_t(MemoryLayout<PeerCredentials>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0,
            size == socklen_t(MemoryLayout<PeerCredentials>.size)
        else { return false }
        return credentials.user == 0 || credentials.user == geteuid()
    }

    /// `struct ucred`, which the C library shows only to those who ask for GNU's extensions.
    private struct PeerCredentials {
        var process: Int32 = 0
        var user: UInt32 = .max
        var group: UInt32 = .max
    }

    /// Reads until there is a whole request, or what can't be one.
    ///
    /// - Returns: Nothing when the other side closed or took too long.
    func request() -> AdminRequest? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < AdminRequest.limit {
            guard waits(for: POLLIN) else { return nil }
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let request = AdminRequest(bytes)
            if request != .incomplete { return request }
        }
        return .malformed
    }

    /// Sends as much as the other side takes in time.
    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count, waits(for: POLLOUT) {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            sent += count
        }
    }

    private func waits(for event: Int32) -> Bool {
        let left = deadline - .now
        guard left > .zero else { return false }
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        let (seconds, attoseconds) = left.components
        let milliseconds = Int32(clamping: seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000 &+ 1)
        return poll(&entry, 1, milliseconds) > 0 || errno == EINTR
    }
}
