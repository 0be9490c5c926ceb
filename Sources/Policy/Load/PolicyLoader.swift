import Glibc

/// Reads rule files from disk. What can't be read is reported, and reading goes on with the rest.
struct PolicyLoader {
    private(set) var files: [RuleFile] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<[UInt64]> = []
    private var totalSize = 0
    private var isTestsOnly = false

    /// Bytes of all rule files together.
    static let totalLimit = 64 << 20
    static let fileLimit = 1000

    /// Adds the rule files of a directory: `*.yaml` and `*.yml`, in the order of their names; names that start with `.` or
    /// end with `~` are an editor's.
    mutating func add(directory path: String) {
        do throws(SystemError) {
            let directory = try FileDescriptor(path: Array(path.utf8))
            let status = try directory.status()
            guard status.isDirectory else {
                report(
                    .directoryMissing,
                    path,
                    "`\(SafeText.inline(path))` is no directory",
                    help: "give the directory that holds the rule files"
                )
                return
            }
            add(directory, path, status)
        } catch {
            reportUnreadable(.directoryMissing, path, error, help: "create it and put rule files into it, `*.yaml`")
        }
    }

    /// What is added from now on may hold nothing but tests.
    mutating func startTests() { isTestsOnly = true }

    /// Adds a rule file whatever its name is, or the rule files of a directory.
    mutating func add(path: String) {
        do throws(SystemError) {
            let file = try FileDescriptor(path: Array(path.utf8))
            let status = try file.status()
            if status.isDirectory {
                add(file, path, status)
            } else {
                add(file, path: path, status)
            }
        } catch {
            reportUnreadable(.unreadable, path, error)
        }
    }

    private mutating func add(_ directory: borrowing FileDescriptor, _ path: String, _ status: FileStatus) {
        if status.isWritableByOthers { reportWritable(path, status, "directory: anybody in its group could add rules") }
        do throws(SystemError) {
            let names = try DirectoryListing.names(in: directory.number).filter { isRuleFile($0, in: path) }
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

    private mutating func add(_ name: [UInt8], in directory: borrowing FileDescriptor, _ shown: String) {
        do throws(SystemError) {
            let file = try FileDescriptor(path: name, in: directory.number)
            add(file, path: shown, try file.status())
        } catch {
            reportUnreadable(.unreadable, shown, error)
        }
    }

    private mutating func add(_ file: borrowing FileDescriptor, path: String, _ status: FileStatus) {
        guard status.isRegular else {
            report(.notARegularFile, path, "`\(SafeText.inline(path))` is no regular file", help: "rename or remove it")
            return
        }
        // A file that was named twice, as itself and by its directory.
        guard seen.insert([status.device, status.inode]).inserted else { return }
        if status.isWritableByOthers { reportWritable(path, status, "file") }
        guard files.count < Self.fileLimit else {
            report(.tooMany, path, "there are more than \(Self.fileLimit) rule files")
            return
        }
        do throws(SystemError) {
            let text = try file.read(limit: RuleFile.sizeLimit)
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

    mutating func append(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    private mutating func isRuleFile(_ name: [UInt8], in directory: String) -> Bool {
        let text = String(decoding: name, as: UTF8.self)
        guard !text.hasPrefix("."), !text.hasSuffix("~") else { return false }
        if text.hasSuffix(".yaml") || text.hasSuffix(".yml") { return true }
        let lower = text.lowercased()
        if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") {
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
