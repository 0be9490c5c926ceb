import Audit
import Glibc

/// The audit log and its older parts, as the plugin or logrotate leaves them beside it: `audit.jsonl.1`,
/// `audit.jsonl-20261124.gz`.
enum EditLogs {
    /// - Returns: The files that were written to since then, the newest first; the log itself always, if it's there.
    static func files(of log: String, since seconds: Int) -> [String] {
        guard let slash = log.lastIndex(of: "/") else { return files(of: "./\(log)", since: seconds) }
        let folder = slash == log.startIndex ? "/" : String(log[..<slash])
        let name = String(log[log.index(after: slash)...])
        guard let names = try? OpenFolder(folder).names() else { return [log] }
        let parts = names.filter { $0.hasPrefix(name) && RotatedLogs.isRotated($0.dropFirst(name.count)) }
        let dated = parts.compactMap { part -> (path: String, time: Int)? in
            let path = folder == "/" ? "/\(part)" : "\(folder)/\(part)"
            var status = stat()
            guard stat(path, &status) == 0, status.st_mtim.tv_sec >= seconds else { return nil }
            return (path, status.st_mtim.tv_sec)
        }
        return [log] + dated.sorted { $0.time != $1.time ? $0.time > $1.time : $0.path < $1.path }.map(\.path)
    }
}
