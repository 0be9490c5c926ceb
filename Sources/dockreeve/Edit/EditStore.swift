import Audit
import Glibc
import Policy

/// What edit keeps of one rule file beside it: the copy that is edited, and backups.
struct EditStore {
    /// `.edit` in the policy directory; the loader skips what begins with a dot.
    let folder: OpenFolder
    /// The rule file's own name, so that editors know its kind.
    let name: String

    /// Backups that are kept of each file.
    static let backupLimit = 20
    static let folderName = ".edit"
    private static let backupName = "backup"

    var copyPath: String { folder.path(of: name) }

    /// From the root on: the editor may run anywhere.
    var absoluteCopyPath: String {
        guard !copyPath.hasPrefix("/"), let here = getcwd(nil, 0) else { return copyPath }
        defer { free(here) }
        return "\(String(cString: here))/\(copyPath)"
    }

    /// The copy as the editor left it; of one larger than a rule file can be, one byte more.
    func readCopy() throws(EditError) -> [UInt8]? {
        try folder.read(name, limit: RuleFile.sizeLimit)?.bytes
    }

    func writeCopy(_ text: [UInt8]) throws(EditError) { try folder.replace(name, text) }

    func removeCopy() { folder.remove(name) }

    /// Keeps a text under the time, and forgets the oldest ones.
    ///
    /// - Returns: The backup's path.
    func backUp(_ text: [UInt8]) throws(EditError) -> String {
        let backups = try folder.privateFolder(Self.backupName)
        let backup = "\(name).\(Self.stamp)"
        try backups.create(backup, text)
        try backups.sync()
        let all = try backups.names().filter { $0.hasPrefix("\(name).") && Self.isStamp($0.dropFirst(name.count + 1)) }
        for old in all.dropLast(Self.backupLimit) { backups.remove(old) }
        return backups.path(of: backup)
    }

    /// `20261124T021507.123456Z`: sorted as text it is sorted by time.
    private static var stamp: String { String(Timestamp.now().description.filter { $0 != "-" && $0 != ":" }) }

    private static func isStamp(_ text: Substring) -> Bool {
        text.utf8.count == 23 && text.utf8.allSatisfy { "0123456789TZ.".utf8.contains($0) }
    }
}
