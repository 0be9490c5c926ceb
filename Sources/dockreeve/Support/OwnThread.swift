import Glibc

/// A thread for work that waits or takes long, beside the event loop.
///
/// It has the stack of a main thread, and like every thread it inherits the blocked signals.
final class OwnThread: Sendable {
    private let thread: pthread_t

    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Stack in bytes; the readers of rule files are bounded far below it.
    private static let stack = 8 << 20

    init(_ body: @escaping @Sendable () -> Void) throws {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, Self.stack)
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let code = pthread_create(
            &thread,
            &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            },
            work.toOpaque()
        )
        guard code == 0 else {
            work.release()
            throw Bytes.Failure(description: "can't start a thread: \(String(cString: strerror(code)))")
        }
        self.thread = thread
    }

    /// Waits for its end; once.
    func join() { pthread_join(thread, nil) }
}
