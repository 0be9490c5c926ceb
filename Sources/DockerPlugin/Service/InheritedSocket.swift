import Glibc
import Synchronization

/// A listening socket that systemd opened and handed over (`systemd.socket(5)`, `sd_listen_fds(3)`).
///
/// systemd keeps it open too: a daemon that calls while the plugin is restarted waits in its queue.
public final class InheritedSocket: Sendable {
    /// From `FileDescriptorName=` of the socket unit; empty when there is none.
    public let name: String
    private let descriptor: Mutex<Int32?>

    init(name: String, descriptor: Int32) {
        self.name = name
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        if let descriptor = descriptor.withLock({ $0 }) { close(descriptor) }
    }

    /// Hands the descriptor over to a server, once.
    func take() throws(PluginServerError) -> Int32 {
        let taken = descriptor.withLock { descriptor -> Int32? in
            guard let current = descriptor, Self.listens(current) else { return nil }
            descriptor = nil
            return current
        }
        guard let taken else { throw .notListening(description) }
        return taken
    }

    /// Whether it is a unix socket.
    public var isUnix: Bool { path != nil }

    /// The file of a unix socket; empty for one that has none (the abstract namespace). Nothing for other sockets.
    public var path: String? { held { UnixAddress.path(of: $0) } }

    /// Where a TCP socket listens; nothing for other sockets.
    public var tcpAddress: TCPAddress? { held { TCPSocket.address(of: $0) } }

    /// Looks at the descriptor, unless a server has taken it.
    private func held<Value>(_ look: (Int32) -> Value?) -> Value? { descriptor.withLock { $0 }.flatMap(look) }

    private static func listens(_ descriptor: Int32) -> Bool {
        option(descriptor, SO_ACCEPTCONN) == 1 && option(descriptor, SO_TYPE) == Int32(SOCK_STREAM.rawValue)
    }

    private static func option(_ descriptor: Int32, _ option: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : nil
    }
}

extension InheritedSocket: CustomStringConvertible {
    public var description: String { name.isEmpty ? "the inherited socket" : "the inherited socket `\(name)`" }
}
