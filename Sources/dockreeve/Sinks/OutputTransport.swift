import Glibc

/// A stream of the process's own: standard output.
final class OutputTransport: SinkTransport {
    let place = "standard output"
    private let descriptor: Int32
    /// The end of a line that was cut short has to be written before the next one.
    private var rest: ArraySlice<UInt8> = []

    /// A pipe that poll(2) calls ready takes so much without waiting (`PIPE_BUF`, pipe(7)).
    private static let piece = 4096

    init(_ descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

    func open(_ wait: SinkWait) throws(SinkFault) {
        guard fcntl(descriptor, F_GETFD) >= 0 else { throw .last("standard output isn't there") }
        try write(wait)
    }

    func send(_ message: [UInt8], _ wait: SinkWait) throws(SinkFault) {
        try write(wait)
        rest = message[...]
        do { try write(wait) } catch {
            // A line of which nothing is out yet comes again whole.
            if rest.count == message.count { rest = [] }
            throw error
        }
    }

    func close() {}

    /// Not O_NONBLOCK: others may share this stream.
    private func write(_ wait: SinkWait) throws(SinkFault) {
        while !rest.isEmpty {
            try wait.until(descriptor, POLLOUT)
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, min($0.count, Self.piece)) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .last("can't write to standard output") }
            rest = rest.dropFirst(count)
        }
    }
}
