import Glibc

/// Ends the poll(2) of another thread.
final class WakeUp: Sendable {
    /// The end to wait on.
    let descriptor: Int32
    private let other: Int32

    init() throws {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
            throw Bytes.Failure(description: "can't make a pair of sockets: \(String(cString: strerror(errno)))")
        }
        (descriptor, other) = (pair[0], pair[1])
    }

    deinit {
        close(descriptor)
        close(other)
    }

    func wake() {
        var byte: UInt8 = 0
        _ = send(other, &byte, 1, Int32(MSG_NOSIGNAL))
    }

    /// Forgets the calls so far.
    func reset() {
        var buffer = [UInt8](repeating: 0, count: 64)
        while recv(descriptor, &buffer, buffer.count, 0) > 0 {}
    }
}
