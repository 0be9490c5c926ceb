import Glibc

/// Reads rule files from disk. What can't be read is reported, and reading goes on with the rest.
struct PolicyLoader {
    private(set) var files: [RuleFile] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether the files are those that a service goes by, and all that others could change is an error.
    private let strict: Bool
    private let owners = FileOwners.current
    private var seen: Set<[UInt64]> = []
    private var totalSize = 0
    private var isTestsOnly = false
    private var watched: [[UInt8]: WatchedFolder] = [:]
    private var reported: Set<String> = []

    /// Bytes of all rule files together.
    static let totalLimit = 64 << 20
    static let fileLimit = 1000

    /// - Parameter strict: Whether owners and all directories on the way are checked. A person who looks at files may look
    ///   at anybody's; of what belongs to root, and so will probably be a service's, she is told what a service would
    ///   refuse.
    init(strict: Bool = false) {
        self.strict = strict
    }

    /// Where a change can make other files of these.
    var folders: [WatchedFolder] { watched.values.sorted { $0.path.lexicographicallyPrecedes($1.path) } }

    /// Adds the rule files of a directory: `*.yaml` and `*.yml`, in the order of their names; names that start with `.` or
    /// end with `~` are an editor's.
    mutating func add(directory path: String) {
        add(path) { (loader, opened) in
            guard opened.status.isDirectory else {
                loader.report(
                    .directoryMissing,
                    path,
                    "`\(SafeText.inline(path))` is no directory",
                    help: "give the directory that holds the rule files"
                )
                return
            }
            loader.add(opened, path)
        } failed: { (loader, error) in
            loader.reportUnreadable(
                .directoryMissing,
                path,
                error,
                help: "create it and put rule files into it, `*.yaml`"
            )
        }
    }

    /// What is added from now on may hold nothing but tests.
    mutating func startTests() { isTestsOnly = true }

    /// Adds a rule file whatever its name is, or the rule files of a directory.
    mutating func add(path: String) {
        add(path) { (loader, opened) in
            if opened.status.isDirectory {
                loader.add(opened, path)
            } else {
                loader.add(file: opened, shown: path)
            }
        } failed: { (loader, error) in
            loader.reportUnreadable(.unreadable, path, error)
        }
    }

    private mutating func add(
        _ path: String,
        opened body: (inout PolicyLoader, OpenedFile) -> Void,
        failed: (inout PolicyLoader, SystemError) -> Void
    ) {
        do throws(SystemError) {
            var walk = try PathWalk(owners: owners)
            do throws(SystemError) {
                let opened = try walk.open(try Self.absolute(path))
                take(walk, endsAt: opened.status)
                body(&self, opened)
            } catch {
                // Where it is missing is where it will appear.
                take(walk, endsAt: nil)
                throw error
            }
        } catch {
            failed(&self, error)
        }
    }

    /// Takes over what a walk has seen.
    private mutating func take(_ walk: borrowing PathWalk, endsAt status: FileStatus?) {
        for lookup in walk.lookups {
            watched[lookup.folder, default: WatchedFolder(path: lookup.folder)].names.insert(lookup.name)
        }
        guard strict || status?.owner == 0 else { return }
        for problem in walk.problems where reported.insert(problem.path).inserted {
            report(problem, severity: strict ? .error : .warning)
        }
    }

    /// From the root on, as a walk needs it.
    static func absolute(_ path: String) throws(SystemError) -> [UInt8] {
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.first != UInt8(ascii: "/") else { return bytes }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard getcwd(&buffer, buffer.count) != nil else { throw SystemError(code: errno) }
        return buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) } + [UInt8(ascii: "/")] + bytes
    }

    private mutating func add(_ directory: OpenedFile, _ path: String) {
        watched[directory.path, default: WatchedFolder(path: directory.path)].holdsRules = true
        check(path, directory.status, "directory: anybody in its group could add rules")
        do throws(SystemError) {
            let names = try DirectoryListing.names(in: directory.descriptor.number).filter {
                isRuleFile($0, in: path)
            }
            if names.isEmpty {
                report(
                    .noRuleFiles,
                    path,
                    "there is no rule file in `\(SafeText.inline(path))`",
                    help: "rule files are called `*.yaml` or `*.yml`"
                )
            }
            for name in names {
                let shown = (path.hasSuffix("/") ? path : path + "/") + String(decoding: name, as: UTF8.self)
                add(name, in: directory, shown)
            }
        } catch {
            reportUnreadable(.unreadable, path, error)
        }
    }

    private mutating func add(_ name: [UInt8], in directory: OpenedFile, _ shown: String) {
        do throws(SystemError) {
            var walk = try PathWalk(in: directory, owners: owners)
            do throws(SystemError) {
                let file = try walk.open(name)
                take(walk, endsAt: file.status)
                add(file: file, shown: shown)
            } catch {
                take(walk, endsAt: nil)
                throw error
            }
        } catch {
            reportUnreadable(.unreadable, shown, error)
        }
    }

    private mutating func add(file: OpenedFile, shown path: String) {
        guard file.status.isRegular else {
            report(.notARegularFile, path, "`\(SafeText.inline(path))` is no regular file", help: "rename or remove it")
            return
        }
        // A file that was named twice, as itself and by its directory.
        guard seen.insert([file.status.device, file.status.inode]).inserted else { return }
        check(path, file.status, "file")
        guard files.count < Self.fileLimit else {
            report(.tooMany, path, "there are more than \(Self.fileLimit) rule files")
            return
        }
        do throws(SystemError) {
            let text = try file.descriptor.read(limit: RuleFile.sizeLimit)
            totalSize += text.count
            guard totalSize <= Self.totalLimit else {
                report(.tooLarge, path, "the rule files are larger than \(Self.totalLimit) bytes together")
                return
            }
            files.append(RuleFile(name: path, text: text, isTestsOnly: isTestsOnly))
        } catch {
            reportUnreadable(.unreadable, path, error)
        }
    }

    /// Looks at the owner and mode of a file or directory that is read.
    private mutating func check(_ path: String, _ status: FileStatus, _ what: String) {
        if status.isWritableByOthers { reportWritable(path, status, what) }
        guard strict, !owners.contains(status.owner) else { return }
        report(TrustProblem(.owner, Array(path.utf8), status), severity: .error)
    }

    mutating func append(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    private mutating func isRuleFile(_ name: [UInt8], in directory: String) -> Bool {
        if RuleFileName.isRuleFile(name) { return true }
        if RuleFileName.looksLikeRuleFile(name) {
            let text = String(decoding: name, as: UTF8.self)
            report(
                .notRead,
                directory,
                "`\(SafeText.inline(text))` is not read",
                help: "rule files are called `*.yaml` or `*.yml`, in small letters",
                severity: .warning
            )
        }
        return false
    }
}
