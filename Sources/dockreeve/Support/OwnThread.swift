import Glibc
import Synchronization

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

    /// Steps below the other threads (`nice(2)`): one of them that wakes up on the same processor goes first.
    private static let niceness: Int32 = 10

    /// Runs long work on a thread that lets all others go first, and waits for it. Where there is no thread to be had, it runs
    /// here.
    ///
    /// Not for work that takes a lock which a decision may wait for.
    static func yielding<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
        let result = Mutex<Value?>(nil)
        let thread = try? OwnThread {
            // Of this thread alone, on Linux.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
            let value = work()
            result.withLock { $0 = value }
        }
        thread?.join()
        return result.withLock { $0.take() } ?? work()
    }
}
