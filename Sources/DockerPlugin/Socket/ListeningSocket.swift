import Glibc

/// A socket that listens, and what has to be done when it no longer shall.
struct ListeningSocket: Sendable {
    let descriptor: Int32
    /// For people: a path or an address.
    let name: String
    /// Of a unix socket that was made here.
    let file: SocketFile?
    let tcpAddress: TCPAddress?
    let protection: any ConnectionProtection
    /// Whether somebody else keeps listening on it: what waits in its queue is then for the next one to serve.
    let outlivesServer: Bool

    static func open(_ listener: PluginListener, backlog: Int32) throws(PluginServerError) -> ListeningSocket {
        switch listener.place {
        case .socket(let path):
            let (descriptor, file) = try SocketFile.listen(path, backlog: backlog)
            return ListeningSocket(
                descriptor: descriptor,
                name: path,
                file: file,
                tcpAddress: nil,
                protection: PlainConnections(isAllowedOnEveryNetwork: true),
                outlivesServer: false
            )
        case .tcp(let address, let protection):
            guard address.address.isLoopback || protection.isAllowedOnEveryNetwork else {
                throw .plainTCP(address.description)
            }
            let descriptor = try TCPSocket.listen(address, backlog: backlog)
            return ListeningSocket(
                descriptor: descriptor,
                name: address.description,
                file: nil,
                tcpAddress: TCPSocket.address(of: descriptor) ?? address,
                protection: protection,
                outlivesServer: false
            )
        case .inherited(let socket, let protection):
            return try inherited(socket, protection)
        }
    }

    private static func inherited(
        _ socket: InheritedSocket,
        _ protection: any ConnectionProtection
    ) throws(PluginServerError) -> ListeningSocket {
        let isUnix = socket.isUnix
        let address = socket.tcpAddress
        if let address {
            guard address.address.isLoopback || protection.isAllowedOnEveryNetwork else {
                throw .plainTCP(address.description)
            }
        } else if !isUnix {
            throw .notListening(socket.description)
        }
        return ListeningSocket(
            descriptor: try socket.take(),
            name: socket.description,
            file: nil,
            tcpAddress: address,
            protection: isUnix ? PlainConnections(isAllowedOnEveryNetwork: true) : protection,
            outlivesServer: true
        )
    }
}
