import Glibc
import StrictJSON

/// The files of one log in the order in which they were written: rotated ones first.
///
/// Their names don't tell (`audit.jsonl.1`, `audit-20261124.jsonl.gz`), but the number of their first record does.
public struct LogSet: Sendable {
    public private(set) var files: [String] = []
    /// Files of a directory that hold no audit records.
    public private(set) var others: [String] = []

    /// - Parameter paths: Files, directories with the files of one log, or `-` for standard input.
    public init(_ paths: [String]) throws(ReadError) {
        var found: [(path: String, sequence: UInt64)] = []
        for path in paths {
            if path != "-", let names = Self.names(in: path) {
                for name in names {
                    let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
                    guard Self.isRegular(file) else { continue }
                    if let sequence = try? Self.firstSequence(file) {
                        found.append((file, sequence))
                    } else {
                        others.append(file)
                    }
                }
            } else if paths.count == 1 {
                found.append((path, 0))
            } else {
                found.append((path, path == "-" ? .max : try Self.firstSequence(path) ?? .max))
            }
        }
        // While one is compressed it is there twice.
        let plain = Set(found.map(\.path))
        found.removeAll { $0.path.hasSuffix(".gz") && plain.contains(String($0.path.dropLast(3))) }
        files = found.sorted { $0.sequence < $1.sequence }.map(\.path)
    }

    private static func names(in directory: String) -> [String]? {
        guard let stream = opendir(directory) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            // Torn ends were set aside because they are no records.
            if !name.hasPrefix("."), !name.hasSuffix(".torn") { names.append(name) }
        }
        return names.sorted()
    }

    private static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The number of a file's first record; nothing where its beginning holds none.
    private static func firstSequence(_ path: String) throws(ReadError) -> UInt64? {
        var reader = LineReader(try InputFile(path), maximumLine: RecordReader.standardLineLimit)
        var tokens = JSONTokens()
        // A record that was damaged on purpose shouldn't take the file out of the set.
        for _ in 0..<100 {
            guard case .line(let range) = try reader.next() else { return nil }
            let line = reader.buffer.span.extracting(range)
            if let found = RecordNumber.find(line) { return found.sequence }
            if let sequence = LogTail.sequence(of: line, tokens: &tokens) { return sequence }
        }
        return nil
    }
}
