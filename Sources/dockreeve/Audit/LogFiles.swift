import Audit
import Policy

/// Searches several logs, one after the other, and tells what couldn't be read on standard error.
struct LogFiles {
    /// Lines told one by one; more are only counted.
    static let shownProblems = 20

    private let files: [String]
    /// Lines that are no records.
    private(set) var problems = 0
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
    }

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
                var search = try RecordSearch(file, filter)
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
        for file in files {
            do throws(ReadError) {
                var search = try RecordSearch(file, filter)
                try search.count(into: &tally) { tell($0) }
                tellClock(search.clockProblem)
            } catch {
                tell(error)
            }
        }
        tellRest()
    }

    private mutating func tell(_ error: ReadError) {
        unreadable += 1
        StandardStreams.writeError("dockreeve: \(error)\n")
    }

    private mutating func tell(_ problem: ReadProblem) {
        problems += 1
        if problems <= Self.shownProblems { StandardStreams.writeError("dockreeve: \(problem)\n") }
    }

    private func tellClock(_ problem: ReadProblem?) {
        guard let problem else { return }
        StandardStreams.writeError("dockreeve: \(problem); times are taken as the records say them\n")
    }

    private func tellRest() {
        guard problems > Self.shownProblems else { return }
        StandardStreams.writeError(
            "dockreeve: and \(CallText.grouped(problems - Self.shownProblems)) more lines that are no records\n"
        )
    }
}
