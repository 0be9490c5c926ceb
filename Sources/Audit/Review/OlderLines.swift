/// The lines of the files that the plugin has set aside.
enum OlderLines {
    /// The last lines before a log's present file that fit, the newest files first.
    ///
    /// - Returns: At most as many as are asked for, in their order.
    static func last(
        _ count: Int,
        before log: String,
        maximumLine: Int,
        _ fits: ([UInt8]) -> Bool
    ) throws(ReadError) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for file in files(of: log).reversed() where found.count < count {
            let missing = count - found.count
            var lines: [[UInt8]] = []
            try forEach(in: file.path, maximumLine: maximumLine) { line in
                guard fits(line) else { return }
                if lines.count >= 2 * missing { lines.removeFirst(missing) }
                lines.append(line)
            }
            found = lines.suffix(missing) + found
        }
        return found
    }

    /// Files of a log that were set aside after the one that ends with a number, but for the next: what comes between that one
    /// and the present file when there was more than one rotation.
    static func skipped(of log: String, after last: UInt64) -> [RotatedName] {
        Array(files(of: log).filter { $0.last > last }.dropFirst())
    }

    static func newest(of log: String) -> UInt64 { RotatedLogs.files(of: log).last?.last ?? 0 }

    static func forEach(
        in path: String,
        maximumLine: Int,
        _ visit: ([UInt8]) -> Void
    ) throws(ReadError) {
        var reader = LineReader(try InputFile(path), maximumLine: maximumLine)
        while true {
            switch try reader.next() {
            case .end: return
            case .tooLong: break
            case .line(let range): visit(Array(reader.buffer[range]))
            }
        }
    }

    /// Each once, though it is there twice while it is compressed.
    private static func files(of log: String) -> [RotatedName] {
        var files: [RotatedName] = []
        for file in RotatedLogs.files(of: log) where files.last?.last != file.last { files.append(file) }
        return files
    }
}
