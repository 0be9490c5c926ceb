import Glibc
import DockerPlugin

/// Asks a running plugin on its admin socket.
struct AdminClient {
    let path: String

    enum Failure: Error, Equatable {
        /// Nobody listens there.
        case notRunning(String)
        case trouble(String)
        /// The answer came, and it is that somebody should look.
        case attention
    }

    /// For the whole conversation.
    static let time: Duration = .seconds(5)
    /// Bytes of an answer.
    static let limit = 16 << 20

    /// - Parameter target: The path of the request.
    func get(_ target: String) throws(Failure) -> (health: StatusReport.Health, body: [UInt8]) {
        let descriptor = try connected()
        defer { close(descriptor) }
        try send(descriptor, "GET \(target) HTTP/1.1\r\nHost: dockreeve\r\nConnection: close\r\n\r\n")
        return try Self.answer(try receive(descriptor))
    }

    private func connected() throws(Failure) -> Int32 {
        let descriptor = SocketFile.connect(path)
        guard descriptor < 0 else {
            var limit = timeval(tv_sec: 1, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            return descriptor
        }
        let reason = String(cString: strerror(errno)).lowercased()
        switch errno {
        case ENOENT, ECONNREFUSED, ENOTDIR:
            throw .notRunning("dockreeve isn't running, or has another admin socket: `\(path)`: \(reason)")
        case EACCES, EPERM: throw .trouble("only root may ask on `\(path)`: \(reason); try it with sudo")
        default: throw .trouble("can't connect to `\(path)`: \(reason)")
        }
    }

    private func send(_ descriptor: Int32, _ request: String) throws(Failure) {
        let bytes = Array(request.utf8)
        guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw closed
        }
    }

    private func receive(_ descriptor: Int32) throws(Failure) -> [UInt8] {
        let deadline = ContinuousClock.now + Self.time
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < Self.limit {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 {
                guard !bytes.isEmpty else { throw closed }
                return bytes
            }
            if count > 0 { bytes += buffer[..<count] } else if errno == ECONNRESET { throw closed }
            guard ContinuousClock.now < deadline else {
                throw .trouble("no answer on `\(path)` within \(Self.time.components.seconds) s")
            }
        }
        throw .trouble("the answer on `\(path)` is over \(Self.limit) bytes")
    }

    private var closed: Failure {
        .trouble("`\(path)` was closed without an answer: only root may ask, and the user that dockreeve runs as")
    }

    /// Takes an HTTP answer apart.
    static func answer(_ bytes: [UInt8]) throws(Failure) -> (health: StatusReport.Health, body: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        let notOurs = Failure.trouble("what answers there isn't dockreeve")
        guard let split = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { throw notOurs }
        let lines = String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\r\n")
        let body = Array(bytes[(split + end.count)...])
        let field = "\(AdminAnswer.healthField.lowercased()): "
        let length = "content-length: \(body.count)"
        guard lines.first?.hasPrefix("HTTP/1.1 200 ") == true, lines.contains(where: { $0.lowercased() == length }),
            let health = lines.first(where: { $0.lowercased().hasPrefix(field) })?.dropFirst(field.utf8.count),
            let health = StatusReport.Health(rawValue: String(health))
        else { throw notOurs }
        return (health, body)
    }
}
