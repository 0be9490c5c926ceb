import Audit
import Glibc
import Policy

/// Nobody else edits the directory's rule files as long as this is held.
///
/// The lock is the kernel's (`flock(2)`): it ends with the process, however that ends. What the file says is for people.
final class EditLock {
    private let descriptor: Int32

    private static let name = "lock"

    init(in folder: OpenFolder) throws(EditError) {
        let path = folder.path(of: Self.name)
        let file = openat(folder.descriptor, Self.name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard file >= 0 else { throw .system("can't open the lock", path) }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            let holder = code == EWOULDBLOCK ? Self.text(file) : ""
            close(file)
            guard code == EWOULDBLOCK else { throw .system("can't lock", path, code: code) }
            throw EditError(
                .refused,
                "the rule files are being edited already\(holder.isEmpty ? "" : ", by \(holder)")",
                help: "wait until that is done"
            )
        }
        descriptor = file
        // On a full disk it doesn't say who; it locks all the same.
        let text = Array("process \(getpid()) of \(Self.user) since \(Timestamp.now())\n".utf8)
        ftruncate(file, 0)
        _ = pwrite(file, text, text.count, 0)
    }

    deinit {
        ftruncate(descriptor, 0)
        close(descriptor)
    }

    /// Who was at the keyboard, before `sudo`, as far as the environment tells.
    private static var user: String {
        for variable in ["SUDO_USER", "LOGNAME", "USER"] {
            if let value = getenv(variable), value.pointee != 0 {
                return SafeText.inline(String(cString: value), maximum: 60)
            }
        }
        return "user \(geteuid())"
    }

    private static func text(_ file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 300)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return "" }
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
        return SafeText.inline(String(decoding: line, as: UTF8.self))
    }
}
