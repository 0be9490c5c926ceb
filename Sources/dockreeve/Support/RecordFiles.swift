import Audit

/// Goes through the lines of several logs, one after the other, and tells what couldn't be read on standard error.
struct RecordFiles {
    /// Lines told one by one; more are only counted.
    static let shownProblems = 20

    private let paths: [String]
    private let progress: ProgressLine?
    /// Lines that are no records.
    private(set) var problems = 0
    /// Files that couldn't be opened, or not be read to their end.
    private(set) var unreadable = 0

    /// - Parameter paths: `-` is standard input.
    init(_ paths: [String]) {
        self.paths = paths
        progress = ProgressLine.onTerminal(paths)
    }

    mutating func forEach(_ visit: (inout RecordReader, RecordReader.Item) -> Void) {
        defer { progress?.clear() }
        let progress = progress
        let read: ReadProgress? = progress.map { line in { line.read($0) } }
        for path in paths {
            do throws(ReadError) {
                var reader = try RecordReader(path, progress: read)
                while let item = try reader.next() {
                    if case .problem(let problem) = item { tell(problem) }
                    visit(&reader, item)
                }
            } catch {
                unreadable += 1
                progress?.clear()
                StandardStreams.writeError("dockreeve: \(error)\n")
            }
        }
        progress?.clear()
        if problems > Self.shownProblems {
            StandardStreams.writeError(
                "dockreeve: and \(problems - Self.shownProblems) more lines that are no records\n"
            )
        }
    }

    private mutating func tell(_ problem: ReadProblem) {
        problems += 1
        guard problems <= Self.shownProblems else { return }
        progress?.clear()
        StandardStreams.writeError("dockreeve: \(problem)\n")
    }
}
