import Glibc

/// Goes a path one component after the other, follows symbolic links itself, and looks at the owner and mode of every
/// directory and link on the way.
///
/// Each step is taken from the opened directory of the one before: what was looked at is what is gone through, whoever
/// renames things meanwhile.
struct PathWalk: ~Copyable {
    /// What others could change on the way; the file at its end is not among it.
    private(set) var problems: [TrustProblem]
    /// Each directory that was looked into, and for which name.
    private(set) var lookups: [PathLookup] = []

    private let owners: FileOwners
    private var folder: FileDescriptor
    private var folderPath: [UInt8]
    /// Links that were followed, bounded as in the kernel (`path_resolution(7)`).
    private var links = 0

    private static let linkLimit = 40
    private static let slash = UInt8(ascii: "/")

    /// Starts at the root.
    init(owners: FileOwners = .current) throws(SystemError) {
        let root = try FileDescriptor(path: [Self.slash], flags: FileDescriptor.pathOnly | O_DIRECTORY)
        let problem = owners.problem(ofFolder: [Self.slash], try root.status())
        self.owners = owners
        folder = root
        folderPath = []
        problems = problem.map { [$0] } ?? []
    }

    /// Starts in a directory that was walked to before.
    init(in start: OpenedFile, owners: FileOwners = .current) throws(SystemError) {
        let copy = try FileDescriptor(copying: start.descriptor)
        self.owners = owners
        folder = copy
        folderPath = start.path == [Self.slash] ? [] : start.path
        problems = []
    }

    /// Opens what the path names, for reading.
    ///
    /// - Parameter path: From the root when it starts with `/`, and otherwise from where the walk stands.
    /// - Throws: ``SystemError``, as `open(2)` would have it.
    mutating func open(_ path: [UInt8]) throws(SystemError) -> OpenedFile {
        guard !path.isEmpty, !path.contains(0) else { throw SystemError(code: ENOENT) }
        guard path.count < Int(PATH_MAX) else { throw SystemError(code: ENAMETOOLONG) }
        if path.first == Self.slash { try goToRoot() }
        // The next component is the last one of the array.
        var rest = Self.components(path)
        while let name = rest.popLast() {
            if name == Array("..".utf8) {
                try goUp()
                continue
            }
            lookups.append(PathLookup(folder: shownFolder, name: name))
            let entry = try FileDescriptor(path: name, in: folder.number, flags: FileDescriptor.pathOnly | O_NOFOLLOW)
            let status = try entry.status()
            let path = folderPath + [Self.slash] + name
            if status.isSymbolicLink {
                links += 1
                guard links <= Self.linkLimit else { throw SystemError(code: ELOOP) }
                if let problem = owners.problem(ofLink: path, status) { note(problem) }
                let target = try entry.linkTarget()
                if target.first == Self.slash { try goToRoot() }
                rest += Self.components(target)
            } else if status.isDirectory {
                folder = entry
                folderPath = path
                if !rest.isEmpty { try checkFolder() }
            } else {
                guard rest.isEmpty else { throw SystemError(code: ENOTDIR) }
                return try file(name, entry, status, path)
            }
        }
        let directory = try FileDescriptor(path: [UInt8(ascii: ".")], in: folder.number, flags: O_DIRECTORY)
        let status = try directory.status()
        return OpenedFile(descriptor: directory, status: status, path: shownFolder)
    }

    private func file(
        _ name: [UInt8],
        _ entry: consuming FileDescriptor,
        _ status: FileStatus,
        _ path: [UInt8]
    ) throws(SystemError) -> OpenedFile {
        // Opening a device or a FIFO can do things.
        guard status.isRegular else { return OpenedFile(descriptor: entry, status: status, path: path) }
        let file = try FileDescriptor(path: name, in: folder.number, flags: O_NOFOLLOW)
        let opened = try file.status()
        return OpenedFile(descriptor: file, status: opened, path: path)
    }

    private var shownFolder: [UInt8] { folderPath.isEmpty ? [Self.slash] : folderPath }

    private mutating func goToRoot() throws(SystemError) {
        folder = try FileDescriptor(path: [Self.slash], flags: FileDescriptor.pathOnly | O_DIRECTORY)
        folderPath = []
        try checkFolder()
    }

    private mutating func goUp() throws(SystemError) {
        folder = try FileDescriptor(
            path: Array("..".utf8),
            in: folder.number,
            flags: FileDescriptor.pathOnly | O_DIRECTORY
        )
        // The path has no links in it any more, so the directory above is the path without its end.
        folderPath = Array(folderPath[..<(folderPath.lastIndex(of: Self.slash) ?? 0)])
        try checkFolder()
    }

    private mutating func checkFolder() throws(SystemError) {
        if let problem = owners.problem(ofFolder: shownFolder, try folder.status()) { note(problem) }
    }

    private mutating func note(_ problem: TrustProblem) {
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// In reverse.
    private static func components(_ path: [UInt8]) -> [[UInt8]] {
        path.split(separator: slash).filter { $0 != [UInt8(ascii: ".")] }.map(Array.init).reversed()
    }
}
