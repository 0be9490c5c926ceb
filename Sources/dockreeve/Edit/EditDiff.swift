import Glibc
import Policy

/// Shows what was changed, harmless for a terminal.
struct EditDiff {
    let target: EditTarget
    let place: EditPlace
    let store: EditStore

    /// Longer ones are cut.
    private static let sizeLimit = 256 << 10
    private static let lineLimit = 2000
    private static let context = 3

    var text: String {
        let lines = (try? outputOfDiff()) ?? ownLines
        var text = lines.prefix(Self.lineLimit).map { SafeText.line($0.span) + "\n" }.joined()
        if lines.count > Self.lineLimit { text += "…\n" }
        return text
    }

    /// What `diff -u` says; nothing without one.
    private func outputOfDiff() throws(EditError) -> [[UInt8]]? {
        guard ChildProcess.exists("diff") else { return nil }
        let name = ".diff-\(getpid())"
        store.folder.remove(name)
        let file = openat(store.folder.descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        defer { close(file) }
        store.folder.remove(name)
        let old = place.folder.exists(place.name) ? place.path : "/dev/null"
        let shown = SafeText.inline(target.path)
        let arguments = ["-u", "--label", shown, "--label", "\(shown) (edited)", "--", old, store.copyPath]
        // 1: they differ. 2: trouble, of which diff said what it is.
        guard [.exited(0), .exited(1)].contains(try ChildProcess.run("diff", arguments, output: file)) else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: Self.sizeLimit)
        let count = pread(file, &bytes, bytes.count, 0)
        return count >= 0 ? Self.lines(Array(bytes[..<count])) : nil
    }

    /// From the first line that differs to the last one.
    private var ownLines: [[UInt8]] {
        let old = Self.lines((try? place.read())?.bytes ?? [])
        let new = Self.lines((try? store.readCopy()) ?? [])
        let same = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - same
        let end = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.prefix(rest).count
        let above = old[max(0, same - Self.context)..<same].map { [UInt8(ascii: " ")] + $0 }
        let removed = old[same..<old.count - end].map { [UInt8(ascii: "-")] + $0 }
        let added = new[same..<new.count - end].map { [UInt8(ascii: "+")] + $0 }
        let below = new[(new.count - end)...].prefix(Self.context).map { [UInt8(ascii: " ")] + $0 }
        let head = "@@ line \(same + 1) @@"
        return [Array(head.utf8)] + above + removed + added + below
    }

    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if lines.last == [] { lines.removeLast() }
        return lines
    }
}
