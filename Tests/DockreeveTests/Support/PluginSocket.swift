import Foundation

/// A connection to a unix socket on which any bytes can be sent, as dockerd would or as it never would.
final class PluginSocket {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(_ path: String) throws {
        descriptor = try Self.connected(path)
        // Only against hanging: an answer is due at once.
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Whether somebody listens there.
    static func accepts(_ path: String) -> Bool {
        guard let descriptor = try? connected(path) else { return false }
        close(descriptor)
        return true
    }

    /// Sends all of it, or as much as the other side takes before it closes.
    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    func post(_ path: String, _ body: [UInt8]) {
        let head = "POST \(path) HTTP/1.1\r\nHost: plugin\r\nContent-Type: application/json\r\n"
        send(Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    }

    /// Says that nothing more will come.
    func endInput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next answer.
    func answer() throws -> PluginAnswer {
        while true {
            if let (answer, length) = try PluginAnswer.read(received) {
                received.removeFirst(length)
                return answer
            }
            guard try receiveMore() else { throw TestFault("the connection was closed without an answer") }
        }
    }

    /// Every answer until the other side closes.
    func answersUntilClosed() throws -> [PluginAnswer] {
        while try receiveMore() {}
        var answers: [PluginAnswer] = []
        while let (answer, length) = try PluginAnswer.read(received) {
            received.removeFirst(length)
            answers.append(answer)
        }
        guard received.isEmpty else { throw TestFault("half an answer: \(String(decoding: received, as: UTF8.self))") }
        return answers
    }

    /// Everything until the other side closes, as text.
    func textUntilClosed() throws -> String {
        while try receiveMore() {}
        return String(decoding: received, as: UTF8.self)
    }

    /// - Returns: Whether the connection is still open.
    private func receiveMore() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EINTR { return true }
        if count > 0 { received += buffer[..<count] }
        // A connection that is closed under what is still being sent is closed.
        if count < 0, errno != ECONNRESET, errno != EPIPE {
            throw TestFault("neither an answer nor an end: \(String(cString: strerror(errno)))")
        }
        return count > 0
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
