import Audit
import Glibc

/// How far a long work is: one line on the terminal, written over, and gone at the end.
///
/// Only where standard error is a terminal, and not before the work has taken a second.
final class ProgressLine {
    /// In nanoseconds.
    private static let patience: UInt64 = 1_000_000_000
    private static let interval: UInt64 = 200_000_000

    private let total: Int?
    private let start = ProgressLine.now
    private var done = 0
    private var shownAt: UInt64 = 0
    private var isShown = false

    /// - Parameter total: Bytes that there are to read, where that is known.
    private init(total: Int?) {
        self.total = total
    }

    /// - Parameter files: What will be read; `-` is standard input.
    /// - Returns: Nothing where nobody would see it.
    static func onTerminal(_ files: [String]) -> ProgressLine? {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        return ProgressLine(total: FileSizes.total(files))
    }

    func read(_ bytes: Int) {
        done += bytes
        let now = Self.now
        guard now - start >= Self.patience, now - shownAt >= Self.interval else { return }
        shownAt = now
        isShown = true
        let text = ProgressText.line(done: done, of: total, nanoseconds: now - start)
        StandardStreams.writeError("\r\(text.prefix(max(0, Self.width - 1)))\u{1B}[K")
    }

    /// Takes the line away, for something else to be written or at the end.
    func clear() {
        guard isShown else { return }
        isShown = false
        StandardStreams.writeError("\r\u{1B}[K")
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Columns of the terminal.
    private static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
