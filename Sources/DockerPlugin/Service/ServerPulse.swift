import Synchronization

/// Whether a server's event loops turn, for a watchdog: a thread that is alive by itself says nothing about them.
///
/// To be looked at by one thread, four times in the watchdog's interval or more often.
public final class ServerPulse: Sendable {
    private let server: PluginServer
    private let asked = Atomic<UInt64>(0)
    private let answered = Atomic<UInt64>(0)

    public init(_ server: PluginServer) { self.server = server }

    /// Whether every event loop has turned since the last look; asks them anew. Never waits. The first look says yes.
    public func look() -> Bool {
        let number = asked.load(ordering: .relaxed)
        guard answered.load(ordering: .acquiring) == number else { return false }
        asked.store(number &+ 1, ordering: .relaxed)
        server.whenAlive { [self] in answered.store(number &+ 1, ordering: .releasing) }
        return true
    }
}
