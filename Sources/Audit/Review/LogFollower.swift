import Glibc
import Policy

/// Follows a log as it grows: across rotation (another file under the name), truncation and a while without any file.
public struct LogFollower: ~Copyable {
    public enum Item {
        /// A record that fits.
        case record
        /// Something about the file, or a line that is no record, in one sentence that is safe to show.
        case note(String)
    }

    public let path: String
    private var lens: RecordLens
    private let maximumLine: Int
    private var descriptor: Int32 = -1
    private var identity: FileIdentity?
    /// Number of the last record that the plugin had set aside when the file was opened.
    private var setAside: UInt64 = 0
    /// How much of the file was read.
    private var offset = 0
    private var splitter: LineSplitter
    private var isMissing = false
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var record: RecordedDecision { lens.record }

    public init(_ path: String, _ filter: RecordFilter, maximumLine: Int = RecordReader.standardLineLimit) {
        self.path = path
        self.maximumLine = maximumLine
        lens = RecordLens(FilterPlan(filter))
        splitter = LineSplitter(maximumLine: maximumLine)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Reads the last records that fit.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - follows: Whether a torn last line is left for ``poll(_:)``; a missing file is then no error.
    public mutating func begin(
        last count: Int,
        follows: Bool,
        _ visit: (borrowing RecordedDecision, Item) -> Void
    ) throws(ReadError) {
        guard !path.utf8.contains(0) else {
            throw ReadError(path, "the path `\(SafeText.inline(path))` has a NUL in it")
        }
        guard let status = reopen() else {
            let code = errno
            guard follows, code == ENOENT else {
                throw .system(path, "can't open `\(SafeText.inline(path))`", code)
            }
            isMissing = true
            visit(record, .note("`\(SafeText.inline(path))` is not there yet; waiting for it"))
            return
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ReadError(path, "`\(SafeText.inline(path))` is not a regular file")
        }
        var last = LastLines(count, maximumLine: maximumLine)
        var wrong = 0
        var reason = ""
        let code = last.read(descriptor, size: Int(status.st_size)) { line in
            switch judge(line) {
            case .match: return true
            case .noMatch: return false
            case .wrong(let message):
                (wrong, reason) = (wrong + 1, message)
                return false
            }
        }
        guard code == 0 else { throw .system(path, "can't read `\(SafeText.inline(path))`", code) }
        if last.tooLong > 0 {
            visit(record, .note("\(name): \(last.tooLong) lines were longer than \(maximumLine) bytes"))
        }
        if wrong > 0 { visit(record, .note("\(name): \(wrong) lines are no records, the first of them: \(reason)")) }
        // A file that was just begun has few lines; those before it stand in the ones that were set aside.
        var lines = last.lines
        if lines.count < count {
            let (path, missing) = (path, count - lines.count)
            lines =
                try OlderLines.last(missing, before: path, maximumLine: maximumLine) { line in
                    if case .match = judge(line) { true } else { false }
                } + lines
        }
        for line in lines { take(line, visit) }
        offset = last.end
        guard !follows else { return }
        drain(visit)
        finishLine(visit)
    }

    /// Looks for what is new.
    public mutating func poll(_ visit: (borrowing RecordedDecision, Item) -> Void) {
        if descriptor >= 0 {
            drain(visit)
            checkTruncation(visit)
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT, !isMissing {
                isMissing = true
                visit(record, .note("\(name) is gone; waiting for a new one"))
            }
            return
        }
        guard descriptor < 0 || identity != FileIdentity(status) else {
            isMissing = false
            return
        }
        if descriptor >= 0 {
            // What was written between the last look and the rotation.
            drain(visit)
            finishLine(visit)
        }
        let before = setAside
        guard reopen() != nil else {
            if !isMissing {
                isMissing = true
                visit(record, .note("can't open \(name): \(AuditError.text(of: errno))"))
            }
            return
        }
        isMissing = false
        visit(record, .note("reading a new \(name)"))
        readSkipped(after: before, visit)
        drain(visit)
    }

    private var name: String { "`\(SafeText.inline(path))`" }

    /// More than one rotation can come between two looks.
    private mutating func readSkipped(after last: UInt64, _ visit: (borrowing RecordedDecision, Item) -> Void) {
        for file in OlderLines.skipped(of: path, after: last) where file.last <= setAside {
            do throws(ReadError) {
                try OlderLines.forEach(in: file.path, maximumLine: maximumLine) { take($0, visit) }
            } catch {
                visit(record, .note("\(error)"))
            }
        }
    }

    /// Opens what stands under the name now, from its beginning.
    private mutating func reopen() -> stat? {
        // One more rotation while it is opened would come between the file and what is known of those before.
        for _ in 0..<10 {
            let before = OlderLines.newest(of: path)
            let status = openOnce()
            guard status != nil, before != OlderLines.newest(of: path) else {
                if status != nil { setAside = before }
                return status
            }
        }
        return openOnce()
    }

    private mutating func openOnce() -> stat? {
        // A fifo under the name must not hold it up.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard opened >= 0 else { return nil }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            close(opened)
            return nil
        }
        if descriptor >= 0 { close(descriptor) }
        descriptor = opened
        identity = FileIdentity(status)
        offset = 0
        splitter.removeAll()
        return status
    }

    private mutating func checkTruncation(_ visit: (borrowing RecordedDecision, Item) -> Void) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) < offset else {
            return
        }
        visit(record, .note("\(name) was cut short; reading from its beginning"))
        offset = 0
        splitter.removeAll()
        drain(visit)
    }

    private mutating func drain(_ visit: (borrowing RecordedDecision, Item) -> Void) {
        while true {
            let from = off_t(offset)
            let (descriptor, room) = (descriptor, buffer.count)
            let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, room, from) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            offset += count
            var lines: [LineSplitter.Line] = []
            splitter.add(buffer[..<count]) { lines.append($0) }
            for line in lines {
                switch line {
                case .whole(let bytes): take(bytes, visit)
                case .tooLong:
                    visit(record, .note("\(name), before byte \(offset): a line is longer than \(maximumLine) bytes"))
                }
            }
        }
    }

    /// A last line without a line feed is a line all the same where nothing comes any more.
    private mutating func finishLine(_ visit: (borrowing RecordedDecision, Item) -> Void) {
        let rest = splitter.unfinished
        splitter.removeAll()
        if !rest.isEmpty { take(rest, visit) }
    }

    private mutating func take(_ line: [UInt8], _ visit: (borrowing RecordedDecision, Item) -> Void) {
        switch judge(line) {
        case .match: visit(record, .record)
        case .noMatch: break
        case .wrong(let message): visit(record, .note("\(name), before byte \(offset): \(message)"))
        }
    }

    private mutating func judge(_ line: [UInt8]) -> RecordLens.Verdict {
        line.allSatisfy { $0 <= 0x20 } ? .noMatch : lens.judgeWhole(line, 0..<line.count)
    }
}
