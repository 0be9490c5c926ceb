import DockerPlugin
import Glibc
import Logging
import Synchronization

/// Answers questions about the running plugin on a socket of their own, one after the other, beside the event loop.
final class AdminServer: Sendable {
    private let descriptor: Int32
    private let file: SocketFile
    private let wakeUp: WakeUp
    private let isStopping = Atomic<Bool>(false)
    private let thread = Mutex<OwnThread?>(nil)

    /// Starts one.
    ///
    /// - Returns: Nothing when the socket can't be had. The plugin goes on without: denying everything because nobody can
    ///   ask how it is would help nobody.
    static func start(
        _ path: String,
        _ logger: Logger,
        _ report: @escaping @Sendable () -> StatusReport
    ) -> AdminServer? {
        do {
            return try AdminServer(path, report)
        } catch {
            logger.warning("`dockreeve status` won't work: \(error)")
            return nil
        }
    }

    private init(_ path: String, _ report: @escaping @Sendable () -> StatusReport) throws {
        wakeUp = try WakeUp()
        (descriptor, file) = try SocketFile.listen(path, backlog: 16)
        // A connection that was given up before it was accepted must not leave the thread waiting.
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let started = try OwnThread { [self] in serve(report) }
        thread.withLock { $0 = started }
    }

    deinit { close(descriptor) }

    /// Takes the socket away and waits for whoever is just being answered.
    func stop() {
        file.remove()
        isStopping.store(true, ordering: .releasing)
        wakeUp.wake()
        thread.withLock { $0.take() }?.join()
    }

    private func serve(_ report: () -> StatusReport) {
        while !isStopping.load(ordering: .acquiring) {
            var entries = [
                pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&entries, nfds_t(entries.count), -1)
            guard entries[1].revents != 0 else { continue }
            let peer = accept(descriptor, nil, nil)
            guard peer >= 0 else {
                // Without descriptors to spare the connection stays in the queue: no haste.
                if errno == EMFILE || errno == ENFILE || errno == ENOMEM { usleep(100_000) }
                continue
            }
            _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
            answer(AdminConnection(peer), report)
            close(peer)
        }
    }

    private func answer(_ connection: AdminConnection, _ report: () -> StatusReport) {
        guard connection.isTrusted, let request = connection.request() else { return }
        connection.send(AdminAnswer.to(request, report).bytes)
    }
}
