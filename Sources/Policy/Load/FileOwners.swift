import Glibc

/// Whose files a process believes: root's and its own.
struct FileOwners {
    let user: UInt32

    static var current: FileOwners { FileOwners(user: geteuid()) }

    func contains(_ owner: UInt32) -> Bool { owner == 0 || owner == user }

    /// What is wrong with a directory that a path leads through.
    func problem(ofFolder path: [UInt8], _ status: FileStatus) -> TrustProblem? {
        if !contains(status.owner) { return TrustProblem(.owner, path, status) }
        // In a sticky directory nobody can replace what belongs to others, and the next one on the way has to be ours.
        if status.isWritableByOthers, !status.isSticky { return TrustProblem(.mode, path, status) }
        return nil
    }

    /// What is wrong with a symbolic link on the way: its owner could replace it, where the directory allows.
    func problem(ofLink path: [UInt8], _ status: FileStatus) -> TrustProblem? {
        contains(status.owner) ? nil : TrustProblem(.owner, path, status)
    }

    /// What is wrong with the file or directory that is to be read.
    func problem(of path: [UInt8], _ status: FileStatus) -> TrustProblem? {
        if !contains(status.owner) { return TrustProblem(.owner, path, status) }
        return status.isWritableByOthers ? TrustProblem(.mode, path, status) : nil
    }
}
