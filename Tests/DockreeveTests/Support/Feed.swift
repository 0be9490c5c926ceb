import Foundation
import TestSupport

/// A named pipe that a program reads from, bit by bit.
final class Feed: Sendable {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        // Open for both, so that it is open before the program is, and a program that ended can't end the tests (SIGPIPE).
        guard mkfifo(path, 0o600) == 0, case let opened = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK), opened >= 0
        else {
            throw TestFault("no pipe: \(String(cString: strerror(errno)))")
        }
        descriptor = opened
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    /// Nothing comes any more.
    func end() { close(descriptor) }
}
