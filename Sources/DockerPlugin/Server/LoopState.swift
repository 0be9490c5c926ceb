import Logging
import NIOCore

/// What the connections of one event loop share. Never leaves its loop, so it needs no lock.
final class LoopState {
    let routes: RouteTable
    let limits: PluginServerLimits
    let intakeLimits: IntakeLimits
    let logger: Logger
    let scratch = CallScratch()
    private(set) var isStopping = false
    /// Memory of large bodies, in bytes.
    private(set) var largeBodyBytes = 0
    /// Tasks of plugins that have not ended, also those nobody waits for any more.
    private(set) var unendedTasks = 0
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]

    init(routes: RouteTable, limits: PluginServerLimits, logger: Logger) {
        self.routes = routes
        self.limits = limits
        self.logger = logger
        intakeLimits = IntakeLimits(limits)
    }

    var connectionCount: Int { connections.count }

    func add(_ connection: ConnectionHandler) { connections[ObjectIdentifier(connection)] = connection }

    func remove(_ connection: ConnectionHandler) { connections[ObjectIdentifier(connection)] = nil }

    /// - Returns: Whether the memory may be used; it is counted in any case.
    func use(largeBodyBytes bytes: Int) -> Bool {
        largeBodyBytes += bytes
        return bytes <= 0 || largeBodyBytes <= limits.bodyBytesInFlight
    }

    func release(largeBodyBytes bytes: Int) { largeBodyBytes -= bytes }

    /// - Returns: Whether one more task may start. A plugin that never answers can't pile up tasks without bound.
    func beginTask() -> Bool {
        guard unendedTasks < max(limits.connections, 1) else { return false }
        unendedTasks += 1
        return true
    }

    func endTask() { unendedTasks -= 1 }

    /// Closes the connections that were idle longest.
    func evict(_ count: Int, idleBefore moment: NIODeadline) {
        let idle = connections.values.filter { $0.isIdle && $0.idleSince <= moment }
        for connection in idle.sorted(by: { $0.idleSince < $1.idleSince }).prefix(count) { connection.closeIfIdle() }
    }

    /// Closes idle connections at once and the others after the request they are in.
    func stop() {
        isStopping = true
        for connection in Array(connections.values) { connection.stop() }
    }

    func closeAll() {
        for connection in Array(connections.values) { connection.close() }
    }
}
