import Glibc

/// The audit log and its older parts, as logrotate leaves them beside it: `audit.jsonl.1`, `audit.jsonl-20261124.gz`.
enum EditLogs {
    /// - Returns: The files that were written to since then, the newest first; the log itself always, if it's there.
    static func files(of log: String, since seconds: Int) -> [String] {
        guard let slash = log.lastIndex(of: "/") else { return files(of: "./\(log)", since: seconds) }
        let folder = slash == log.startIndex ? "/" : String(log[..<slash])
        let name = String(log[log.index(after: slash)...])
        guard let names = try? OpenFolder(folder).names() else { return [log] }
        let parts = names.filter { $0.hasPrefix(name) && isRotated($0.dropFirst(name.count)) }
        let dated = parts.compactMap { part -> (path: String, time: Int)? in
            let path = folder == "/" ? "/\(part)" : "\(folder)/\(part)"
            var status = stat()
            guard stat(path, &status) == 0, status.st_mtim.tv_sec >= seconds else { return nil }
            return (path, status.st_mtim.tv_sec)
        }
        return [log] + dated.sorted { $0.time != $1.time ? $0.time > $1.time : $0.path < $1.path }.map(\.path)
    }

    /// Whether that is what rotation puts behind a name: numbers and dates, and how it was compressed.
    private static func isRotated(_ ending: Substring) -> Bool {
        guard let first = ending.first, first == "." || first == "-" else { return false }
        var rest = ending
        for compression in [".gz", ".zst", ".xz", ".bz2"] where rest.hasSuffix(compression) {
            rest = rest.dropLast(compression.count)
            break
        }
        return rest.utf8.contains { $0 &- 48 < 10 } && rest.utf8.allSatisfy { "0123456789.-_:TZ".utf8.contains($0) }
    }
}
