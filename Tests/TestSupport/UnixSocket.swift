import Foundation

/// A connection to a unix socket on which any bytes can be sent: no client library tidies them up.
public final class UnixSocket {
    private let descriptor: Int32

    /// - Parameter patience: Seconds that the other side may take; only against hanging.
    public init(_ path: String, patience: Int) throws {
        descriptor = try Self.connected(path)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Whether somebody listens there.
    public static func accepts(_ path: String) -> Bool {
        guard let descriptor = try? connected(path) else { return false }
        close(descriptor)
        return true
    }

    /// Sends all of it, or as much as the other side takes before it closes: its answer is what counts.
    public func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Says that nothing more will come.
    public func endInput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What has come, at least one byte; nothing when the other side has closed.
    ///
    /// - Parameter resetIsEnd: Whether a connection that is closed under what is still being sent is closed, and no fault.
    public func receive(resetIsEnd: Bool = true) throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 || (resetIsEnd && (errno == ECONNRESET || errno == EPIPE)) { return nil }
            guard errno == EINTR else {
                throw TestFault("neither an answer nor an end: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Everything until the other side closes. A reset before any of it is a fault: it isn't an answer of no bytes.
    public func receiveAll() throws -> [UInt8] {
        var received: [UInt8] = []
        while let more = try receive(resetIsEnd: !received.isEmpty) { received += more }
        return received
    }

    private static func connected(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw TestFault("\(path) is too long for a socket")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestFault("no socket: \(String(cString: strerror(errno)))") }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard status == 0 else {
            defer { close(descriptor) }
            throw TestFault("no connection to \(path): \(String(cString: strerror(errno)))")
        }
        return descriptor
    }
}
