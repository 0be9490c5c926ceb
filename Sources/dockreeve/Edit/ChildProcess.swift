// `environ` is a plain variable of C; nothing here changes it.
@preconcurrency import Glibc

/// Another program, run to its end.
enum ChildProcess {
    enum End: Equatable {
        case exited(Int32)
        case killed(signal: Int32)

        var isSuccess: Bool { self == .exited(0) }

        var description: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .killed(let signal): "killed by signal \(signal)"
            }
        }
    }

    /// Runs it with this program's streams and directory. Ctrl-C and Ctrl-\ are its own while it runs.
    ///
    /// - Parameters:
    ///   - program: Looked for in `PATH` unless it has a slash.
    ///   - output: Where its standard output goes instead.
    /// - Throws: When it can't be started.
    static func run(_ program: String, _ arguments: [String], output: Int32? = nil) throws(EditError) -> End {
        let before = (signal(SIGINT, SIG_IGN), signal(SIGQUIT, SIG_IGN))
        defer {
            signal(SIGINT, before.0)
            signal(SIGQUIT, before.1)
        }
        let child = try start(program, arguments, output: output)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw .system("can't wait for", program) }
        }
        // As the macros of wait(2) have it.
        let signalNumber = status & 0x7F
        return signalNumber == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signalNumber)
    }

    private static func start(_ program: String, _ arguments: [String], output: Int32?) throws(EditError) -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var heard = sigset_t()
        sigemptyset(&heard)
        posix_spawnattr_setsigmask(&attributes, &heard)
        for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&heard, number) }
        posix_spawnattr_setsigdefault(&attributes, &heard)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }

        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        let code = posix_spawnp(&child, program, &actions, &attributes, words, environ)
        guard code == 0 else { throw .system("can't start", program, code: code) }
        return child
    }

    /// Whether a program of that name is in `PATH`.
    static func exists(_ program: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
