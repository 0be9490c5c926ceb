import Glibc
import StrictJSON

/// The files beside a log that were set aside from it.
public enum RotatedLogs {
    /// Those that the plugin has set aside, the oldest first. One that is there twice, compressed and not yet removed,
    /// comes twice, the plain one first.
    static func files(of log: String) -> [RotatedName] {
        names(beside: log).compactMap { RotatedName($0, of: log) }
            .sorted { ($0.last, $0.isCompressed ? 1 : 0) < ($1.last, $1.isCompressed ? 1 : 0) }
    }

    /// The last record of all that was set aside, by the plugin or by logrotate; ``ChainHead/none`` where nothing was.
    ///
    /// What others have compressed is read only where it is the newest of its kind.
    static func newestHead(of log: String) -> ChainHead {
        let base = String(log.split(separator: "/").last ?? "")
        var best = ChainHead.none
        var packed: [(path: String, time: Int)] = []
        for name in names(beside: log) where name.hasPrefix(base) && isRotated(name.dropFirst(base.count)) {
            let path = directory(of: log) + "/" + name
            if name.hasSuffix(RotatedName.compressedEnding) {
                guard RotatedName(name, of: log) == nil else { continue }
                var status = stat()
                if lstat(path, &status) == 0 { packed.append((path, Int(status.st_mtim.tv_sec))) }
            } else if let head = lastRecord(plain: path), head.sequence > best.sequence {
                best = head
            }
        }
        if let own = files(of: log).last, own.last > best.sequence, let head = lastRecord(packed: own.path) {
            best = head
        }
        if let newest = packed.max(by: { ($0.time, $0.path) < ($1.time, $1.path) }),
            let head = lastRecord(packed: newest.path), head.sequence > best.sequence
        {
            best = head
        }
        return best
    }

    /// What the first record of a file says of its place in the chain.
    static func firstRecord(in path: String) -> (sequence: UInt64, previous: HexDigest)? {
        guard let input = try? InputFile(path) else { return nil }
        var reader = LineReader(input, maximumLine: LogTail.searchLimit)
        guard case .line(let range) = try? reader.next() else { return nil }
        let line = reader.buffer.span.extracting(range)
        guard let seal = ChainSeal.read(line), let number = RecordNumber.find(line) else { return nil }
        return (number.sequence, seal.previous)
    }

    static func directory(of log: String) -> String {
        guard let slash = log.lastIndex(of: "/") else { return "." }
        return slash == log.startIndex ? "" : String(log[..<slash])
    }

    private static func lastRecord(plain path: String) -> ChainHead? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        let file = LogFile(path: path, descriptor: descriptor, isStream: false, identity: FileIdentity(status))
        guard isRegular, let found = try? file.findTail(), case .record(let head, _) = found.tail else { return nil }
        return head
    }

    private static func lastRecord(packed path: String) -> ChainHead? {
        guard let input = try? InputFile(path) else { return nil }
        var reader = LineReader(input, maximumLine: LogTail.searchLimit)
        var last: [UInt8] = []
        while case .line(let range) = try? reader.next() {
            last.removeAll(keepingCapacity: true)
            last.append(contentsOf: reader.buffer[range])
        }
        guard let seal = ChainSeal.read(last.span), let number = RecordNumber.find(last.span) else { return nil }
        return ChainHead(sequence: number.sequence, hash: seal.hash)
    }

    private static func names(beside log: String) -> [String] {
        let directory = directory(of: log)
        guard let stream = opendir(directory.isEmpty ? "/" : directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
            )
        }
        return names
    }

    /// Whether a file has such a name as the plugin gives to what it sets aside, whatever the log.
    static func isRotated(fileName name: Substring) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
        return RotatedName(String(name), of: String(name[..<dot])) != nil
    }

    /// Whether that is what rotation, by the plugin or by logrotate, puts behind a log's name: numbers and dates, and how
    /// it was compressed.
    public static func isRotated(_ ending: Substring) -> Bool {
        guard let first = ending.first, first == "." || first == "-" else { return false }
        var rest = ending
        for compression in [".gz", ".zst", ".xz", ".bz2"] where rest.hasSuffix(compression) {
            rest = rest.dropLast(compression.count)
            break
        }
        return rest.utf8.contains { $0 &- 48 < 10 } && rest.utf8.allSatisfy { "0123456789.-_:TZ".utf8.contains($0) }
    }
}
