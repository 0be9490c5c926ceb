import Glibc

/// An `errno` and its text.
struct SystemError: Error, Equatable {
    let code: Int32

    var message: String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text).lowercased()
    }

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
