import Glibc

/// Somebody whom nobody has asked could change a file, or put another one in its place.
struct TrustProblem: Equatable {
    enum Kind {
        /// It belongs to somebody else.
        case owner
        /// Its mode lets others write.
        case mode
    }

    let kind: Kind
    /// Where it is, all links resolved.
    let path: String
    let status: FileStatus

    init(_ kind: Kind, _ path: [UInt8], _ status: FileStatus) {
        self.kind = kind
        self.path = String(decoding: path, as: UTF8.self)
        self.status = status
    }

    private var what: String {
        status.isDirectory ? "directory" : status.isSymbolicLink ? "symbolic link" : "file"
    }

    /// Without the path.
    var message: String {
        switch kind {
        case .owner:
            let user = geteuid()
            let wanted = user == 0 ? "to root" : "to root or to uid \(user), as which dockreeve runs"
            return "the \(what) belongs to uid \(status.owner), who can change what is read; it has to belong \(wanted)"
        case .mode:
            let harm = status.isDirectory ? "put other files into it" : "change it"
            return "others than the owner can write to this \(what) (mode \(status.modeText)), and so \(harm)"
        }
    }

    /// The command that mends it.
    var command: String {
        switch kind {
        case .owner: "chown \(status.isSymbolicLink ? "-h " : "")\(geteuid() == 0 ? "root" : "\(geteuid())") \(quoted)"
        case .mode: "chmod go-w \(quoted)"
        }
    }

    private var quoted: String { ShellWord.quoted(path) }
}
