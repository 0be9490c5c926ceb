import Glibc
import Policy

/// Where a page may be written: at a free name, or in place of a regular file.
enum PagePlace {
    /// - Returns: What is wrong with a path, and what to do.
    static func problem(_ path: String) -> String? {
        let name = SafeText.inline(path)
        guard !path.isEmpty, !path.utf8.contains(0), !path.hasSuffix("/") else {
            return "--html `\(name)` is no file name"
        }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            // That the directory isn't there shows before a log of hours is read.
            guard errno == ENOENT, hasFolder(path) else {
                return "can't write the page `\(name)`: \(String(cString: strerror(errno)).lowercased())"
            }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return "`\(name)` is not a regular file, and stays as it is; name another one"
        }
        return nil
    }

    private static func hasFolder(_ path: String) -> Bool {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        return access(folder, W_OK | X_OK) == 0
    }
}
