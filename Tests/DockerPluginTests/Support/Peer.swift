import Glibc

/// The other end of a unix socket, with blocking calls; nothing waits longer than half a minute.
final class Peer: @unchecked Sendable {
    struct Failed: Error { var call: String; var code: Int32 }

    let descriptor: Int32
    private var unread: [UInt8] = []

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failed(call: "socket", code: errno) }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            throw Failed(call: "connect", code: code)
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failed(call: "send", code: errno) }
            sent += count
        }
    }

    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next whole answer; nothing when the server closed the connection.
    func answer() throws -> Answer? {
        while true {
            var slice = unread[...]
            if let answer = try Answer.parseOne(&slice) {
                unread = Array(slice)
                return answer
            }
            guard let more = try receive() else { return nil }
            unread += more
        }
    }

    /// All that comes until the server closes the connection.
    func rest() throws -> [UInt8] {
        while let more = try receive() { unread += more }
        return unread
    }

    private func receive() throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { return Array(buffer.prefix(count)) }
        // A reset is one way to be closed.
        if count == 0 || errno == ECONNRESET || errno == EPIPE { return nil }
        throw Failed(call: "recv", code: errno)
    }
}
