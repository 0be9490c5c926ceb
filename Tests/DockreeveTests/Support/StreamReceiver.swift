import Foundation
import Synchronization
import TestSupport

/// A syslog server on the loopback that takes apart octet counting (RFC 6587): reads, or for a while doesn't, or goes.
final class StreamReceiver: Sendable {
    let port: UInt16
    private let listener: Int32
    private let state: Mutex<State>

    private struct State {
        var isReading: Bool
        var isGone = false
        var isClosed = false
        var bytes: [UInt8] = []
        var messages: [String] = []
        var connections = 0
        var fault: String?

        mutating func takeApart() {
            while let space = bytes.firstIndex(of: 0x20) {
                guard let length = Int(String(decoding: bytes[..<space], as: UTF8.self)), length > 0 else {
                    fault = String(decoding: bytes.prefix(200), as: UTF8.self)
                    return
                }
                guard bytes.count > space + length else { return }
                messages.append(String(decoding: bytes[(space + 1)...(space + length)], as: UTF8.self))
                bytes.removeFirst(space + 1 + length)
            }
        }
    }

    /// - Parameter port: 0 for any.
    init(port: UInt16 = 0, reading: Bool = true) throws {
        state = Mutex(State(isReading: reading))
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var one: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        // A reader that doesn't read shall be felt soon.
        var small: Int32 = 4096
        setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 8) == 0 ? getsockname(listener, $0, &size) : -1
            }
        }
        guard result == 0 else { throw TestFault("no TCP server: \(String(cString: strerror(errno)))") }
        self.listener = listener
        self.port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in serve() }
    }

    var messages: [String] { state.withLock { $0.messages } }
    var connections: Int { state.withLock { $0.connections } }
    /// What was no octet counting.
    var fault: String? { state.withLock { $0.fault } }

    func read() { state.withLock { $0.isReading = true } }

    /// Closes everything; the port is free then.
    func leave() async -> Bool {
        state.withLock { $0.isGone = true }
        return await eventually { self.state.withLock { $0.isClosed } }
    }

    deinit { state.withLock { $0.isGone = true } }

    private func serve() {
        while true {
            guard waits(listener) else { break }
            let peer = accept(listener, nil, nil)
            guard peer >= 0 else { continue }
            state.withLock { state in
                state.connections += 1
                state.bytes = []
            }
            receive(peer)
            close(peer)
        }
        close(listener)
        state.withLock { $0.isClosed = true }
    }

    private func receive(_ peer: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while waits(peer) {
            guard state.withLock({ $0.isReading }) else {
                usleep(5000)
                continue
            }
            let count = recv(peer, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            state.withLock { state in
                state.bytes += buffer[..<count]
                state.takeApart()
            }
        }
    }

    /// False when this server is to go.
    private func waits(_ descriptor: Int32) -> Bool {
        while !state.withLock({ $0.isGone }) {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&entry, 1, 20) > 0 { return true }
        }
        return false
    }
}
