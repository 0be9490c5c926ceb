import Foundation

/// A connection to a unix socket on which any bytes can be sent: no client library tidies them up.
final class RawConnection {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = try Self.connected(path)
        // dockerd asks a plugin that is away for 15 s before it gives up.
        var limit = timeval(tv_sec: 40, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Whether somebody listens there.
    static func accepts(_ path: String) -> Bool {
        guard let descriptor = try? connected(path) else { return false }
        close(descriptor)
        return true
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // dockerd may answer and close before it has read everything: its answer is what counts.
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Everything until the other side closes.
    func receive() throws -> [UInt8] {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { received += buffer[..<count] }
            if count == 0 || (count < 0 && errno == ECONNRESET && !received.isEmpty) { return received }
            if count < 0 { throw HarnessFault("no answer: \(String(cString: strerror(errno)))") }
        }
    }

    private static func connected(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw HarnessFault("\(path) is too long for a socket")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw HarnessFault("no socket: \(String(cString: strerror(errno)))") }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard status == 0 else {
            defer { close(descriptor) }
            throw HarnessFault("no connection to \(path): \(String(cString: strerror(errno)))")
        }
        return descriptor
    }
}
