import Glibc
import Policy

/// The logs in a directory: the one that is written and those that were set aside by rotation, compressed or not.
public enum LogFolder {
    /// The files that a path stands for, the oldest first.
    ///
    /// - Parameter path: A file, which stands for itself, `-`, or a directory: all files in it that have `.jsonl` in
    ///   their names, but for torn ends (`.torn`) and hidden ones, which rotation hasn't finished. Their order is that of
    ///   the first record's number, and of its name where there is none.
    public static func files(_ path: String) throws(ReadError) -> [String] {
        var status = stat()
        guard path != "-", !path.utf8.contains(0), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return [path]
        }
        guard let directory = opendir(path) else {
            throw .system(path, "can't open the directory `\(SafeText.inline(path))`", errno)
        }
        defer { closedir(directory) }
        var found: [(path: String, family: String, sequence: UInt64)] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let family = Self.family(of: name), !name.hasSuffix(".torn"), !name.hasPrefix(".") else { continue }
            let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            found.append((file, family, firstSequence(file)))
        }
        // While one is compressed it is there twice.
        let plain = Set(found.map(\.path))
        found.removeAll { $0.path.hasSuffix(".gz") && plain.contains(String($0.path.dropLast(3))) }
        guard !found.isEmpty else {
            throw ReadError(
                path,
                "the directory `\(SafeText.inline(path))` has no logs in it",
                help: "logs there have `.jsonl` in their names; name the files themselves"
            )
        }
        return found.sorted { ($0.family, $0.sequence, $0.path) < ($1.family, $1.sequence, $1.path) }.map(\.path)
    }

    /// The name up to `.jsonl`: `audit.jsonl` and `audit.jsonl.2.gz` are of one log.
    private static func family(of name: String) -> String? {
        let (bytes, ending) = (Array(name.utf8), Array(".jsonl".utf8))
        guard bytes.count >= ending.count,
            let at = (0...bytes.count - ending.count).first(where: { bytes[$0...].starts(with: ending) })
        else { return nil }
        return String(decoding: bytes[..<(at + ending.count)], as: UTF8.self)
    }

    /// The number of the first record; what can't be read is told when its turn comes.
    private static func firstSequence(_ path: String) -> UInt64 {
        guard var reader = try? RecordReader(path) else { return .max }
        for _ in 0..<20 {
            guard let item = try? reader.next() else { return .max }
            switch item {
            case .decision, .event: if let sequence = reader.decision.sequence { return sequence }
            case .call, .problem: break
            }
        }
        return .max
    }
}
