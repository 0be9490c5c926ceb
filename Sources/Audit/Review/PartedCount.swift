import Dispatch
import Glibc
import Synchronization

/// Counts the records of a large plain file in parts, all processors at once.
public enum PartedCount {
    /// A file isn't taken apart into smaller ones, in bytes.
    static let smallestPart = 8 << 20
    /// A file with more lines that are no records in one part is left to whoever reads it from its beginning.
    static let problemLimit = 1000

    private struct Outcome: Sendable {
        var tally: RecordTally
        var problems: [ReadProblem] = []
        var lines = 0
        /// Whether the part could be read to its end.
        var isWhole = false
    }

    /// - Parameters:
    ///   - progress: Hears how many bytes were read, on whatever thread, but never on two at once.
    ///   - tell: Hears of lines that are no records, in their order.
    /// - Returns: False where the file isn't one to take apart, or couldn't be read; then nothing was counted and told.
    public static func count(
        _ path: String,
        _ filter: RecordFilter,
        into tally: inout RecordTally,
        progress: ReadProgress? = nil,
        _ tell: (ReadProblem) -> Void
    ) -> Bool {
        count(path, filter, into: &tally, smallestPart: smallestPart, progress: progress, tell)
    }

    static func count(
        _ path: String,
        _ filter: RecordFilter,
        into tally: inout RecordTally,
        smallestPart: Int,
        progress: ReadProgress? = nil,
        _ tell: (ReadProblem) -> Void
    ) -> Bool {
        // Where times are asked for, each record is held against the one before it.
        guard path != "-", !path.utf8.contains(0), !filter.hasTimes else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let parts = parts(of: descriptor, smallestPart)
        guard parts.count > 1 else { return false }

        let empty = Outcome(tally: tally.emptied)
        let outcomes = Mutex([Outcome](repeating: empty, count: parts.count))
        let heard = Mutex(())
        // Called under the lock only.
        nonisolated(unsafe) let hear = progress
        DispatchQueue.concurrentPerform(iterations: parts.count) { number in
            let told: ReadProgress? = hear.map { hear in { count in heard.withLock { _ in hear(count) } } }
            let input = InputFile(path, descriptor, part: parts[number], progress: told)
            let outcome = read(input, filter, empty)
            outcomes.withLock { $0[number] = outcome }
        }
        let all = outcomes.withLock { $0 }
        guard all.allSatisfy(\.isWhole) else { return false }
        var before = 0
        for outcome in all {
            tally.add(outcome.tally)
            for problem in outcome.problems {
                tell(ReadProblem(file: problem.file, line: problem.line + before, problem.message))
            }
            before += outcome.lines
        }
        return true
    }

    private static func read(_ input: InputFile, _ filter: RecordFilter, _ given: Outcome) -> Outcome {
        var outcome = given
        var search = RecordSearch(input, filter, maximumLine: RecordReader.standardLineLimit)
        do throws(ReadError) {
            var problems: [ReadProblem] = []
            try search.count(into: &outcome.tally) { if problems.count <= problemLimit { problems.append($0) } }
            outcome.problems = problems
            outcome.lines = search.line
            outcome.isWhole = problems.count <= problemLimit
        } catch {
            outcome.isWhole = false
        }
        return outcome
    }

    // MARK: Parts

    /// Parts of whole lines; the last one goes on to wherever the file ends by then. None of what isn't a plain file.
    private static func parts(of descriptor: Int32, _ smallest: Int) -> [Range<Int>] {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
        var magic = [UInt8](repeating: 0, count: Compression.magicLength)
        let count = pread(descriptor, &magic, magic.count, 0)
        guard count == magic.count, Compression(magic[...]) == nil else { return [] }
        let size = Int(status.st_size)
        let wanted = min(max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))), size / max(smallest, 1))
        guard wanted > 1 else { return [] }
        var bounds = [0]
        for number in 1..<wanted {
            guard let bound = lineStart(descriptor, from: size / wanted * number) else { return [] }
            if let last = bounds.last, bound > last { bounds.append(bound) }
        }
        bounds.append(Int.max)
        return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    }

    /// Where the first line begins that begins behind a byte.
    private static func lineStart(_ descriptor: Int32, from start: Int) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var at = start
        while at - start <= RecordReader.standardLineLimit {
            let count = pread(descriptor, &buffer, buffer.count, at)
            guard count > 0 else { return nil }
            if let feed = buffer[..<count].firstIndex(of: UInt8(ascii: "\n")) { return at + feed + 1 }
            at += count
        }
        return nil
    }
}
