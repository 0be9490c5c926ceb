import Foundation
import Synchronization
import TestSupport

/// A unix datagram socket that stands for systemd's notifications, for journald or for `/dev/log`; what comes is kept.
final class DatagramReceiver: Sendable {
    let path: String
    private let descriptor: Int32
    private let received = Mutex<[[UInt8]]>([])

    /// Binds it. Nothing is taken from it before somebody looks.
    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw TestFault("can't bind \(path): \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// Every datagram so far; what came in a sealed memory file is read from there (systemd's native journal protocol).
    var datagrams: [[UInt8]] {
        received.withLock { received in
            while let next = receive() { received.append(next) }
            return received
        }
    }

    var texts: [String] { datagrams.map { String(decoding: $0, as: UTF8.self) } }

    private func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        // One descriptor: a header of 16 bytes, 4 of it, padded to 8.
        var control = [UInt64](repeating: 0, count: 3)
        return buffer.withUnsafeMutableBytes { bytes in
            control.withUnsafeMutableBytes { control in
                var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    message.msg_iov = part
                    message.msg_iovlen = 1
                    message.msg_control = control.baseAddress
                    message.msg_controllen = control.count
                    let count = recvmsg(descriptor, &message, Int32(MSG_DONTWAIT))
                    guard count >= 0 else { return nil }
                    guard message.msg_controllen >= 20 else { return Array(bytes[..<count]) }
                    return Self.contents(of: control.loadUnaligned(fromByteOffset: 16, as: Int32.self))
                }
            }
        }
    }

    /// Of a memory file that nobody can change any more; nothing of any other one, as journald has it.
    private static func contents(of file: Int32) -> [UInt8] {
        defer { close(file) }
        let everySeal: Int32 = 0xF
        guard fcntl(file, 1034 /* F_GET_SEALS */) == everySeal else { return Array("not sealed".utf8) }
        var status = stat()
        fstat(file, &status)
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = pread(file, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(0, count)))
    }
}
