/// Files beside the rules that a service goes by, its configuration for instance.
package enum TrustedFile {
    /// Reads a file that nobody but root and the process's own user can change, nor any directory on the way to it.
    ///
    /// - Parameter limit: Bytes; a longer file is refused.
    package static func read(_ path: String, limit: Int) throws(FileRefusal) -> [UInt8] {
        let owners = FileOwners.current
        let result: Result<[UInt8], FileRefusal>
        do throws(SystemError) {
            var walk = try PathWalk(owners: owners)
            let file = try walk.open(try PolicyLoader.absolute(path))
            let problem = walk.problems.first ?? owners.problem(of: file.path, file.status)
            result = try read(file, path, limit, problem)
        } catch {
            throw FileRefusal(path, "read", error)
        }
        return try result.get()
    }

    /// Reads what was opened, unless somebody else could have changed it.
    static func read(
        _ file: OpenedFile,
        _ path: String,
        _ limit: Int,
        _ problem: TrustProblem?
    ) throws(SystemError) -> Result<[UInt8], FileRefusal> {
        if let problem { return .failure(FileRefusal(problem)) }
        guard file.status.isRegular else {
            return .failure(FileRefusal(path, "`\(SafeText.inline(path))` is no regular file"))
        }
        let bytes = try file.descriptor.read(limit: limit)
        guard bytes.count <= limit else {
            return .failure(FileRefusal(path, "`\(SafeText.inline(path))` is larger than \(limit) bytes"))
        }
        return .success(bytes)
    }
}
