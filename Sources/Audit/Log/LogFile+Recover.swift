import Glibc
import StrictJSON

extension LogFile {
    /// What was found when an existing log was opened.
    struct Recovery {
        /// The last whole record.
        var head = ChainHead.none
        /// What stood after it.
        var torn: TornTail?
    }

    /// Finds the last whole record from the end of the file, and sets aside what stands after it.
    ///
    /// That is the beginning of a record when the machine went down in the middle of writing it. It is copied to `*.torn`
    /// beside the log, then cut off; where that can't be done, it stays and the next record begins on a line of its own.
    mutating func recover() throws(AuditError) -> Recovery {
        if isStream { return Recovery() }
        let found = try findTail()
        switch found.tail {
        case .empty:
            return Recovery()
        case .record(let head, let end):
            if end == found.bytes.count { return Recovery(head: head) }
            let torn = setAside(found.bytes[end...], from: found.start + Int64(end))
            return Recovery(head: head, torn: torn)
        case .torn:
            return Recovery(torn: setAside(found.bytes[...], from: 0))
        case .undecided, .foreign:
            throw AuditError(
                .foreign,
                path: path,
                "`\(path)` is not an audit log: no audit record stands at its end",
                help: "nothing was changed in it; name a new file, or move this one away"
            )
        }
    }

    /// Looks for the last whole record, further and further back.
    ///
    /// - Returns: What was found, in which bytes, and where they begin in the file.
    func findTail() throws(AuditError) -> (tail: LogTail, bytes: [UInt8], start: Int64) {
        guard let size = size() else {
            throw AuditError(.unreadable, path: path, code: errno, "cannot read the audit log `\(path)`")
        }
        var tokens = JSONTokens()
        var window: Int64 = 1 << 16
        while true {
            let start = max(0, size - window)
            let bytes = try read(start..<size)
            let tail = LogTail.examine(bytes.span, isWhole: start == 0, tokens: &tokens)
            guard tail == .undecided, window < LogTail.searchLimit else { return (tail, bytes, start) }
            window *= 4
        }
    }

    /// The time of the first record; nothing where it doesn't begin as one.
    func firstTime() -> Timestamp? {
        let opening = Array("{\"time\":\"".utf8)
        let length = opening.count + Timestamp.length
        guard let size = size(), size > length, let bytes = try? read(0..<Int64(length)), bytes.starts(with: opening)
        else {
            return nil
        }
        return Timestamp(bytes.span.extracting(opening.count...))
    }

    private func read(_ range: Range<Int64>) throws(AuditError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(range.count))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound) + off_t(filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw AuditError(
                    .unreadable,
                    path: path,
                    code: count < 0 ? errno : EIO,
                    "cannot read the audit log `\(path)`"
                )
            }
            filled += count
        }
        return bytes
    }

    private mutating func setAside(_ bytes: ArraySlice<UInt8>, from offset: Int64) -> TornTail {
        let asidePath = path + ".torn"
        guard TornTail.keep(bytes, at: asidePath) == 0 else {
            // Nobody has a copy: better a line in the log that isn't a record than a log that lost bytes.
            endsTorn = bytes.last != UInt8(ascii: "\n")
            return TornTail(bytes: bytes.count, file: nil)
        }
        _ = cut(at: offset)
        return TornTail(bytes: bytes.count, file: asidePath)
    }
}
