import CMemoryFile
import Glibc

/// A unix datagram socket: journald's, or `/dev/log`.
final class DatagramTransport: SinkTransport {
    let place: String
    private let takesFiles: Bool
    private var descriptor: Int32 = -1

    /// Bytes that a datagram may have where the system lets us ask for it (socket(7), SO_SNDBUF).
    private static let sendBuffer: Int32 = 8 << 20

    // <linux/memfd.h> and <linux/fcntl.h>: no more seals, no shrinking, growing and writing.
    private static let closesOnExec: UInt32 = 1
    private static let allowsSealing: UInt32 = 2
    private static let addSeals: Int32 = 1033
    private static let everySeal: Int32 = 1 | 2 | 4 | 8

    /// - Parameter takesFiles: Whether a message that is too large for a datagram may go in a sealed memory file, as in
    ///   journald's native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL).
    init(_ path: String, takesFiles: Bool) {
        place = path
        self.takesFiles = takesFiles
    }

    deinit { close() }

    func open(_ wait: SinkWait) throws(SinkFault) {
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw .last("can't make a socket") }
        var size = Self.sendBuffer
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: place.utf8.prefix(107)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw .last("can't connect to `\(place)`") }
    }

    func send(_ message: [UInt8], _ wait: SinkWait) throws(SinkFault) {
        while true {
            let count = Glibc.send(descriptor, message, message.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            if count >= 0 { return }
            switch errno {
            case EINTR: continue
            case EAGAIN: try wait.until(descriptor, POLLOUT)
            case EMSGSIZE, ENOBUFS:
                guard takesFiles else { throw .tooLarge }
                return try sendFile(message, wait)
            default: throw .last("can't send to `\(place)`")
            }
        }
    }

    /// A socket of this kind doesn't tell when its other side goes; the next message does.
    func close() {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
        descriptor = -1
    }

    private func sendFile(_ message: [UInt8], _ wait: SinkWait) throws(SinkFault) {
        let file = try Self.sealedFile(message)
        defer { _ = Glibc.close(file) }
        while true {
            if Self.send(descriptor, file) >= 0 { return }
            switch errno {
            case EINTR: continue
            case EAGAIN: try wait.until(descriptor, POLLOUT)
            default: throw .last("can't send a large message to `\(place)`")
            }
        }
    }

    /// Sealed, so that the receiver can read it without fear that it changes (memfd_create(2)).
    private static func sealedFile(_ message: [UInt8]) throws(SinkFault) -> Int32 {
        let file = memfd_create("dockreeve-record", closesOnExec | allowsSealing)
        guard file >= 0 else { throw .last("can't make a memory file") }
        var written = 0
        while written < message.count {
            let count = message[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                defer { _ = Glibc.close(file) }
                throw .last("can't write a memory file")
            }
            written += count
        }
        guard fcntl(file, addSeals, everySeal) == 0 else {
            defer { _ = Glibc.close(file) }
            throw .last("can't seal a memory file")
        }
        return file
    }

    /// An empty datagram with a descriptor (unix(7), SCM_RIGHTS); the C library's macros for it can't be had here.
    private static func send(_ descriptor: Int32, _ file: Int32) -> Int {
        // struct cmsghdr: its length as a word, level and type; then the descriptor.
        let header = MemoryLayout<Int>.size + 2 * MemoryLayout<Int32>.size
        let length = header + MemoryLayout<Int32>.size
        var control = [Int](repeating: 0, count: (length + MemoryLayout<Int>.size - 1) / MemoryLayout<Int>.size)
        return control.withUnsafeMutableBytes { control in
            control.storeBytes(of: length, as: Int.self)
            control.storeBytes(of: SOL_SOCKET, toByteOffset: MemoryLayout<Int>.size, as: Int32.self)
            control.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: MemoryLayout<Int>.size + 4, as: Int32.self)
            control.storeBytes(of: file, toByteOffset: header, as: Int32.self)
            var message = msghdr()
            message.msg_control = control.baseAddress
            message.msg_controllen = control.count
            return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
    }
}
