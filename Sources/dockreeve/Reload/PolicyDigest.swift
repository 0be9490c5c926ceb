import Crypto
import Policy

/// What a policy's files are known by.
enum PolicyDigest {
    /// SHA-256, in hexadecimal, over the names and texts of the files, each with its length before it, so that no two sets
    /// of files look the same. The directory doesn't count.
    static func of(_ files: [RuleFile]) -> String {
        var hash = SHA256()
        for file in files {
            for part in [Array(name(of: file).utf8), file.text] {
                withUnsafeBytes(of: UInt64(part.count).bigEndian) { hash.update(bufferPointer: $0) }
                part.withUnsafeBytes { hash.update(bufferPointer: $0) }
            }
        }
        return Hexadecimal.text(hash.finalize())
    }

    /// A file's name without its directory.
    static func name(of file: RuleFile) -> String { file.name.split(separator: "/").last.map(String.init) ?? "" }
}
