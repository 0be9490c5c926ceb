import Glibc

/// Whole small files and standard input, as bytes.
enum Bytes {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads a file, or standard input for `-`.
    ///
    /// - Parameter limit: The most bytes that are taken; a longer input is an error, never cut short.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("can't open", path) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("can't read", path) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else {
                throw Failure(
                    description: "`\(path)` is over \(limit) bytes, more than dockerd would ever show a plugin"
                )
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    private static func failure(_ what: String, _ path: String) -> Failure {
        Failure(description: "\(what) `\(path)`: \(String(cString: strerror(errno)))")
    }
}
