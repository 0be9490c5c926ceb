import Glibc
import Policy

/// What `diff -u` says of two texts, harmless for a terminal.
struct TextDiff {
    let old: [UInt8]
    let new: [UInt8]
    /// What the two are called.
    let names: (old: String, new: String)

    /// Longer ones are cut.
    private static let sizeLimit = 256 << 10
    private static let lineLimit = 2000
    private static let context = 3

    /// Nothing when they are the same.
    var text: String {
        guard old != new else { return "" }
        let lines = (try? outputOfDiff()) ?? ownLines
        var text = lines.prefix(Self.lineLimit).map { SafeText.line($0.span) + "\n" }.joined()
        if lines.count > Self.lineLimit { text += "…\n" }
        return text
    }

    /// What the program `diff` says; nothing without one.
    private func outputOfDiff() throws(EditError) -> [[UInt8]]? {
        guard ChildProcess.exists("diff") else { return nil }
        var files: [Int32] = []
        defer { for file in files { close(file) } }
        // Without names, inherited by the child: the texts may be nobody else's to read.
        for text in [old, new, []] {
            var name = Array("/tmp/dockreeve-XXXXXX".utf8CString)
            let file = mkstemp(&name)
            guard file >= 0 else { return nil }
            unlink(name)
            files.append(file)
            guard OpenFolder.write(text, to: file) == 0, lseek(file, 0, SEEK_SET) == 0 else { return nil }
        }
        let labels = ["--label", SafeText.inline(names.old), "--label", SafeText.inline(names.new)]
        let arguments = ["-u"] + labels + ["--", "/dev/fd/\(files[0])", "/dev/fd/\(files[1])"]
        // 1: they differ. 2: trouble, of which diff said what it is.
        guard [.exited(0), .exited(1)].contains(try ChildProcess.run("diff", arguments, output: files[2])) else {
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: Self.sizeLimit)
        let count = pread(files[2], &bytes, bytes.count, 0)
        return count >= 0 ? Self.lines(Array(bytes[..<count])) : nil
    }

    /// From the first line that differs to the last one.
    private var ownLines: [[UInt8]] {
        let old = Self.lines(old)
        let new = Self.lines(new)
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
