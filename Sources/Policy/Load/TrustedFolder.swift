import Glibc

/// A directory in which a service keeps what it needs after a restart, and nobody else can change it.
package struct TrustedFolder {
    private let folder: OpenedFile
    private let path: String
    private let owners = FileOwners.current

    /// Opens it; makes it, for its owner alone, when it isn't there and its parent is.
    package init(path: String) throws(FileRefusal) {
        _ = mkdir(path, 0o700)
        let folder: OpenedFile
        let problem: TrustProblem?
        do throws(SystemError) {
            var walk = try PathWalk()
            folder = try walk.open(try PolicyLoader.absolute(path))
            problem = walk.problems.first ?? FileOwners.current.problem(of: folder.path, folder.status)
        } catch {
            throw FileRefusal(path, "open the directory", error)
        }
        guard folder.status.isDirectory else {
            throw FileRefusal(path, "`\(SafeText.inline(path))` is no directory")
        }
        if let problem { throw FileRefusal(problem) }
        self.path = path
        self.folder = folder
    }

    /// Reads one of its files; a link is refused, and so is what others could have changed.
    ///
    /// - Parameter limit: Bytes; a longer file is refused.
    package func read(_ name: String, limit: Int) throws(FileRefusal) -> [UInt8] {
        let shown = "\(path)/\(name)"
        let result: Result<[UInt8], FileRefusal>
        do throws(SystemError) {
            let descriptor = try FileDescriptor(path: Array(name.utf8), in: folder.descriptor.number, flags: O_NOFOLLOW)
            let status = try descriptor.status()
            let file = OpenedFile(descriptor: descriptor, status: status, path: Array(shown.utf8))
            result = try TrustedFile.read(file, shown, limit, owners.problem(of: file.path, file.status))
        } catch {
            throw FileRefusal(shown, "read", error)
        }
        return try result.get()
    }

    /// Puts a file into it, in one step: after a crash, or when the disk is full, there is either the old file or the new
    /// one, whole.
    package func replace(_ name: String, with bytes: [UInt8]) throws(FileRefusal) {
        let shown = "\(path)/\(name)"
        let number = folder.descriptor.number
        let temporary = ".\(name).new"
        do throws(SystemError) {
            // What a crash has left; nobody else can have put it there.
            unlinkat(number, temporary, 0)
            do throws(SystemError) {
                let file = try FileDescriptor(creating: Array(temporary.utf8), in: number)
                try file.writeDurably(bytes)
                guard renameat(number, temporary, number, name) == 0 else { throw SystemError(code: errno) }
            } catch {
                unlinkat(number, temporary, 0)
                throw error
            }
            try folder.descriptor.sync()
        } catch {
            throw FileRefusal(shown, "write", error)
        }
    }
}
