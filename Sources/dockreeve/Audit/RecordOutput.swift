import ArgumentParser
import Glibc

/// Standard output for many records: few writes, and an end when nobody reads any more.
struct RecordOutput: ~Copyable {
    private var bytes: [UInt8] = []

    private static let flushSize = 1 << 16

    /// Called before something is written.
    private let beforeWriting: () -> Void

    init(beforeWriting: @escaping () -> Void = {}) {
        self.beforeWriting = beforeWriting
        bytes.reserveCapacity(Self.flushSize * 2)
    }

    mutating func line(_ line: [UInt8]) throws {
        bytes.append(contentsOf: line)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.flushSize { try flush() }
    }

    mutating func line(_ line: String) throws { try self.line(Array(line.utf8)) }

    /// - Throws: Exit status 0 when the reader has gone, as after `| head`; 2 when it can't be written, which is told.
    mutating func flush() throws {
        if !bytes.isEmpty { beforeWriting() }
        var from = 0
        while from < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                write(STDOUT_FILENO, buffer.baseAddress.map { $0 + from }, buffer.count - from)
            }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EPIPE { throw ExitCode(0) }
            guard written > 0 else {
                StandardStreams.writeError("dockreeve: can't write the output: \(String(cString: strerror(errno)))\n")
                throw ExitCode(2)
            }
            from += written
        }
        bytes.removeAll(keepingCapacity: true)
    }

    /// Whether nobody will ever read what is written.
    static var isClosed: Bool {
        var status = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&status, 1, 0) > 0 && status.revents & Int16(POLLERR) != 0
    }
}
