import Glibc
import Policy

/// Where the rule file really lies: behind a link, the file that it leads to.
struct EditPlace {
    let folder: OpenFolder
    let name: String

    /// - Parameter policies: The policy directory, opened.
    init(_ target: EditTarget, in policies: OpenFolder) throws(EditError) {
        var status = stat()
        guard fstatat(policies.descriptor, target.name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            guard errno == ENOENT else { throw .system("can't read", target.path) }
            folder = policies
            name = target.name
            return
        }
        guard status.st_mode & S_IFMT == S_IFLNK else {
            folder = policies
            name = target.name
            return
        }
        guard let resolved = realpath(target.path, nil) else {
            throw .system("can't follow the link", target.path, help: "it leads nowhere; remove it first")
        }
        defer { free(resolved) }
        let path = String(cString: resolved)
        guard let slash = path.lastIndex(of: "/") else {
            throw EditError(.trouble, "can't follow `\(SafeText.inline(target.path))`")
        }
        folder = try OpenFolder(slash == path.startIndex ? "/" : String(path[..<slash]))
        name = String(path[path.index(after: slash)...])
    }

    var path: String { folder.path(of: name) }

    /// What is in the file now; nothing where it isn't there.
    func read() throws(EditError) -> OpenFolder.Contents? {
        try folder.read(name, limit: RuleFile.sizeLimit)
    }
}
