import TestSupport

/// A connection to a unix socket on which any bytes can be sent, as dockerd would or as it never would.
final class PluginSocket {
    private let socket: UnixSocket
    private var received: [UInt8] = []

    /// An answer is due at once.
    init(_ path: String) throws { socket = try UnixSocket(path, patience: 30) }

    /// Sends all of it, or as much as the other side takes before it closes.
    func send(_ bytes: [UInt8]) { socket.send(bytes) }

    func post(_ path: String, _ body: [UInt8]) {
        let head = "POST \(path) HTTP/1.1\r\nHost: plugin\r\nContent-Type: application/json\r\n"
        send(Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    }

    /// Says that nothing more will come.
    func endInput() { socket.endInput() }

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
        guard let more = try socket.receive() else { return false }
        received += more
        return true
    }
}
