import Audit
import Policy

/// Searches several logs, one after the other, and tells what couldn't be read on standard error.
struct LogFiles {
    /// Lines told one by one; more are only counted.
    static let shownProblems = 20

    /// What is read, directories opened out.
    let files: [String]
    private let progress: ProgressLine?
    /// Lines that are no records.
    private(set) var problems = 0
    /// The first of them, and clocks that went back.
    private(set) var notes: [String] = []
    /// Files that couldn't be opened, or not be read to their end.
    private(set) var unreadable = 0

    /// - Parameter paths: Files, directories, and `-` for standard input; none stands for the plugin's own directory.
    init(_ paths: [String]) {
        var files: [String] = []
        for path in paths.isEmpty ? [Self.standardFolder] : paths {
            do throws(ReadError) {
                files += try LogFolder.files(path)
            } catch {
                unreadable += 1
                StandardStreams.writeError("dockreeve: \(error)\n")
            }
        }
        self.files = files
        progress = ProgressLine.onTerminal(files)
    }

    /// Takes the progress off the terminal, for something else to be written there.
    func clearProgress() { progress?.clear() }

    /// Where the plugin writes its log unless it was told otherwise.
    static var standardFolder: String {
        let path = AuditSettings().file
        return path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }

    /// - Parameter visit: Hears of each record that fits; false is enough.
    mutating func forEach(
        _ filter: RecordFilter,
        _ visit: (_ record: RecordedDecision, _ place: String) throws -> Bool
    ) throws {
        files: for file in files {
            do {
                var search = try RecordSearch(file, filter, progress: read)
                while let item = try search.next() {
                    switch item {
                    case .problem(let problem): tell(problem)
                    case .match:
                        guard try visit(search.record, "\(SafeText.inline(search.file)):\(search.line)") else {
                            break files
                        }
                    }
                }
                tellClock(search.clockProblem)
            } catch let error as ReadError {
                tell(error)
            }
        }
        tellRest()
    }

    mutating func count(_ filter: RecordFilter, into tally: inout RecordTally) {
        for file in files where !countInParts(file, filter, &tally) {
            feed(file, filter) { (search, tell) throws(ReadError) in try search.count(into: &tally, tell) }
        }
        tellRest()
    }

    mutating func sum(_ filter: RecordFilter, into summary: inout LogSummary) {
        for file in files {
            feed(file, filter) { (search, tell) throws(ReadError) in try search.sum(into: &summary, tell) }
        }
        tellRest()
    }

    private mutating func countInParts(_ file: String, _ filter: RecordFilter, _ tally: inout RecordTally) -> Bool {
        let read = read
        return PartedCount.count(file, filter, into: &tally, progress: read) { tell($0) }
    }

    private mutating func feed(
        _ file: String,
        _ filter: RecordFilter,
        _ work: (inout RecordSearch, (ReadProblem) -> Void) throws(ReadError) -> Void
    ) {
        do throws(ReadError) {
            var search = try RecordSearch(file, filter, progress: read)
            try work(&search) { tell($0) }
            tellClock(search.clockProblem)
        } catch {
            tell(error)
        }
    }

    private var read: ReadProgress? {
        guard let progress else { return nil }
        return { progress.read($0) }
    }

    private mutating func tell(_ error: ReadError) {
        unreadable += 1
        note("\(error)")
        progress?.clear()
        StandardStreams.writeError("dockreeve: \(error)\n")
    }

    private mutating func tell(_ problem: ReadProblem) {
        problems += 1
        guard problems <= Self.shownProblems else { return }
        note("\(problem)")
        progress?.clear()
        StandardStreams.writeError("dockreeve: \(problem)\n")
    }

    private mutating func note(_ text: String) {
        // Each file may have a clock of its own.
        if notes.count < 4 * Self.shownProblems { notes.append(text) }
    }

    private mutating func tellClock(_ problem: ReadProblem?) {
        guard let problem else { return }
        note("\(problem)")
        progress?.clear()
        StandardStreams.writeError("dockreeve: \(problem); times are taken as the records say them\n")
    }

    private func tellRest() {
        progress?.clear()
        guard problems > Self.shownProblems else { return }
        StandardStreams.writeError(
            "dockreeve: and \(CallText.grouped(problems - Self.shownProblems)) more lines that are no records\n"
        )
    }
}
