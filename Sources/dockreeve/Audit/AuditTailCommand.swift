import ArgumentParser
import Audit
import Glibc
import Policy

/// `dockreeve audit tail`: what happened last, and what happens now?
struct AuditTailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Show the last records of an audit log, and follow it.",
        discussion: """
            Without a file, the plugin's own log. With --follow it goes on across rotation and truncation, and waits \
            while there is no file; what it says about that goes to standard error. \(FilterOptions.explanation)

              dockreeve audit tail --follow --decision deny
              dockreeve audit tail --lines 50 --user alice --json audit.jsonl

            Exit status: 0, also where no record fits; 2 trouble.
            """
    )

    @OptionGroup(title: "Which records") var filters: FilterOptions

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("How many of the last records that fit.", valueName: "number")
    )
    var lines = 10

    @Flag(name: [.short, .long], help: "Go on with what is written from now on.")
    var follow = false

    @Flag(help: "The records as they stand in the log.")
    var json = false

    @Option(help: "Colours: auto, always or never.")
    var color = ColourChoice.auto

    @Argument(help: "The audit log; `-` is standard input.", completion: .file())
    var file: String?

    /// Microseconds between two looks at the file.
    private static let interval: UInt32 = 100_000

    func validate() throws {
        if lines < 0 { throw ValidationError("--lines has to be at least 0") }
        if follow, file == "-" { throw ValidationError("standard input can't be followed; leave out --follow") }
        _ = try filters.filter()
    }

    func run() throws {
        let filter = try filters.filter()
        let path = file ?? AuditSettings().file
        if !follow, path == "-" || Self.isCompressed(path) { return try tailStream(path, filter) }
        let text = RecordLineText(paint: color.paint)
        var output = RecordOutput()
        var follower = LogFollower(path, filter)
        var failure: (any Error)?
        func show(_ record: borrowing RecordedDecision, _ item: LogFollower.Item) {
            guard failure == nil else { return }
            switch item {
            case .note(let note): StandardStreams.writeError("dockreeve: \(note)\n")
            case .record:
                do {
                    if json { try output.line(record.bytes) } else { try output.line(text.line(copy record)) }
                } catch {
                    failure = error
                }
            }
        }
        do throws(ReadError) {
            try follower.begin(last: lines, follows: follow, show)
        } catch {
            StandardStreams.writeError("dockreeve: \(error)\n")
            throw ExitCode(2)
        }
        while true {
            if let failure { throw failure }
            try output.flush()
            guard follow, !RecordOutput.isClosed else { return }
            usleep(Self.interval)
            follower.poll(show)
        }
    }

    private static func isCompressed(_ path: String) -> Bool {
        path.hasSuffix(".gz") || path.hasSuffix(".zst") || path.hasSuffix(".xz") || path.hasSuffix(".bz2")
    }

    /// What can't be read backwards.
    private func tailStream(_ path: String, _ filter: RecordFilter) throws {
        let text = RecordLineText(paint: color.paint)
        var logs = LogFiles([path])
        var last: [[UInt8]] = []
        var next = 0
        try logs.forEach(filter) { record, _ in
            guard lines > 0 else { return true }
            let line = json ? record.bytes : Array(text.line(record).utf8)
            if last.count < lines { last.append(line) } else { last[next] = line }
            next = (next + 1) % lines
            return true
        }
        var output = RecordOutput()
        let start = last.count < lines ? 0 : next
        for line in last[start...] + last[..<start] { try output.line(line) }
        try output.flush()
        if logs.unreadable > 0 { throw ExitCode(2) }
    }
}
