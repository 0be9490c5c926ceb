import Glibc

/// Puts new files into a directory, all of them or none, and never over one that is there.
struct NewFiles {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let directory: String

    /// Makes the directory (0755) where it isn't there, and the files (0644) in it.
    ///
    /// Each file is written whole beside its place and linked into it: whoever watches the directory never sees a part,
    /// and a name that is taken, by a dangling link for instance, is an error.
    func write(_ files: [(name: String, text: String)]) throws(Failure) {
        try makeDirectory()
        var temporary: [String] = []
        var linked: [String] = []
        var isDone = false
        defer {
            for path in temporary { unlink(path) }
            if !isDone { for path in linked { unlink(path) } }
        }
        for file in files {
            let path = "\(directory)/.\(file.name).\(getpid()).new"
            try write(file.text, to: path, &temporary)
        }
        for (file, path) in zip(files, temporary) {
            let target = "\(directory)/\(file.name)"
            guard link(path, target) == 0 else {
                if errno == EEXIST { throw Failure(description: "`\(target)` is there already and stays as it is") }
                throw failure("can't create", target)
            }
            linked.append(target)
        }
        isDone = true
        let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private func makeDirectory() throws(Failure) {
        var path = ""
        for part in directory.split(separator: "/", omittingEmptySubsequences: true) {
            path += path.isEmpty && !directory.hasPrefix("/") ? String(part) : "/\(part)"
            if mkdir(path, 0o755) == 0 {
                // Whatever the umask takes away or leaves.
                guard chmod(path, 0o755) == 0 else { throw failure("can't set the mode of", path) }
            } else if errno != EEXIST {
                throw failure("can't create", path)
            }
        }
    }

    private func write(_ text: String, to path: String, _ temporary: inout [String]) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("can't create", path) }
        temporary.append(path)
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("can't write", path) }
            rest = rest.dropFirst(count)
        }
        guard fchmod(descriptor, 0o644) == 0, fsync(descriptor) == 0 else { throw failure("can't write", path) }
    }

    private func failure(_ what: String, _ path: String) -> Failure {
        Failure(description: "\(what) `\(path)`: \(String(cString: strerror(errno)).lowercased())")
    }
}
