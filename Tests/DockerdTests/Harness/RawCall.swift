import Foundation
import TestSupport
import Testing

/// An HTTP request byte by byte as an attacker would write it.
struct RawCall: Sendable, CustomTestStringConvertible {
    let name: String
    var method = "POST"
    var target: String
    var headers = ["Content-Type: application/json"]
    var body: [UInt8] = []
    var chunked = false

    var testDescription: String { name }

    init(_ name: String, _ target: String, method: String = "POST", body: String = "") {
        self.name = name
        self.method = method
        self.target = target
        self.body = Array(body.utf8)
    }

    func with(_ change: (inout RawCall) -> Void) -> RawCall {
        var copy = self
        change(&copy)
        return copy
    }

    /// Sends it on a connection of its own.
    func send(to socket: String) async throws -> RawAnswer {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let connection = try UnixSocket.toEngine(socket)
                        connection.send(bytes)
                        return try RawAnswer(parsing: connection.receiveAll())
                    }
                )
            }
        }
    }

    var bytes: [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n"
        for header in headers { head += "\(header)\r\n" }
        guard chunked else {
            if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
            return Array("\(head)\r\n".utf8) + body
        }
        head += "Transfer-Encoding: chunked\r\n\r\n"
        var bytes = Array(head.utf8)
        var rest = body[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(4096)
            bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
            rest = rest.dropFirst(chunk.count)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }
}
