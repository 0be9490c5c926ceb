import Glibc
import Policy
import Testing

@testable import dockreeve

/// When changed files are read again, without a clock and without files.
@Suite struct ReloadScheduleTests {
    private let start = ContinuousClock.now
    private let file = ReloadSchedule.File(folder: 1, name: Array("a.yaml".utf8))

    private func schedule(_ events: [(ReloadSchedule.Event, Int)]) -> ReloadSchedule {
        var schedule = ReloadSchedule(readAt: start)
        for (event, milliseconds) in events { schedule.note(event, at: start + .milliseconds(milliseconds)) }
        return schedule
    }

    private func due(_ events: (ReloadSchedule.Event, Int)...) -> Duration? { schedule(events).due.map { $0 - start } }

    @Test func nothingHappenedNothingIsDue() {
        #expect(due() == nil)
    }

    @Test func aQuietMomentIsWaitedFor() {
        #expect(due((.changed, 0)) == .milliseconds(100))
        #expect(due((.changed, 0), (.changed, 90), (.written(file), 150)) == .milliseconds(250))
    }

    @Test func butNotForEver() {
        let restless = schedule((0...40).map { (.changed, $0 * 90) })
        #expect(restless.due == start + ReloadSchedule.patience)
    }

    @Test func whatIsBeingWrittenIsWaitedFor() {
        #expect(due((.writing(file), 0)) == .seconds(10))
        #expect(due((.writing(file), 0), (.changed, 50)) == .seconds(10))
        #expect(due((.writing(file), 0), (.written(file), 3000)) == .milliseconds(2000))
        #expect(due((.writing(file), 0), (.replaced(file), 30)) == .milliseconds(130))
        let other = ReloadSchedule.File(folder: 2, name: file.name)
        #expect(due((.writing(file), 0), (.written(other), 50)) == .seconds(10))
        // Its end can be among what was lost.
        #expect(due((.writing(file), 0), (.lost, 50)) == .milliseconds(150))
    }

    @Test func aPersonIsServedAtOnce() {
        #expect(due((.demanded, 5)) == .milliseconds(5))
        #expect(due((.writing(file), 0), (.demanded, 5), (.demanded, 50)) == .milliseconds(5))
    }

    @Test func afterAReadingThereIsPeace() {
        var schedule = schedule([(.changed, 0), (.writing(file), 10), (.demanded, 20)])
        schedule.read(at: start + .seconds(1), settled: true, watching: true)
        #expect(schedule.due == nil && !schedule.isWaitingForWriters)
    }

    @Test func whatChangedUnderTheReadingIsReadAgain() {
        var schedule = schedule([(.changed, 0)])
        schedule.read(at: start + .seconds(1), settled: false, watching: true)
        #expect(schedule.due == start + .seconds(1) + ReloadSchedule.quiet)
    }

    @Test func withoutWatchesItLooksNowAndThen() {
        var schedule = schedule([])
        schedule.read(at: start, settled: true, watching: false)
        #expect(schedule.due == start + ReloadSchedule.pollInterval)
        schedule.note(.changed, at: start + .seconds(1))
        #expect(schedule.due == start + .seconds(1) + ReloadSchedule.quiet)
    }

    @Test func writersAreBounded() {
        var schedule = schedule([])
        for number in 0..<100_000 {
            schedule.note(.writing(.init(folder: Int32(number), name: [])), at: start)
        }
        #expect(schedule.due == start + ReloadSchedule.writerPatience)
    }
}

/// What the kernel says of directories, and what it means.
@Suite struct PolicyWatchTests {
    private let folder = WatchedFolder(path: Array("/etc".utf8), names: [Array("dockreeve".utf8)])
    private let rules = WatchedFolder(path: Array("/p".utf8), names: [Array("..data".utf8)], holdsRules: true)

    private func meaning(_ mask: Int, _ name: String, _ folder: WatchedFolder?) -> ReloadSchedule.Event? {
        PolicyWatch.meaning(
            .init(watch: 1, mask: UInt32(truncatingIfNeeded: mask), name: Array(name.utf8)),
            folder
        )
    }

    private func file(_ name: String) -> ReloadSchedule.File { .init(folder: 1, name: Array(name.utf8)) }

    @Test func onlyWhatHasToDoWithTheRulesCounts() {
        #expect(meaning(Int(IN_CREATE), "passwd", folder) == nil)
        #expect(meaning(Int(IN_MOVED_TO), "dockreeve", folder) == .replaced(file("dockreeve")))
        #expect(meaning(Int(IN_ATTRIB), "dockreeve", folder) == .changed)
        #expect(meaning(Int(IN_MODIFY), "a.yaml", rules) == .writing(file("a.yaml")))
        #expect(meaning(Int(IN_CLOSE_WRITE), "a.yml", rules) == .written(file("a.yml")))
        #expect(meaning(Int(IN_MOVED_TO), "..data", rules) == .replaced(file("..data")))
        for name in [".a.yaml.swp", "a.yaml~", "4913", ".hidden.yaml", "README"] {
            #expect(meaning(Int(IN_CLOSE_WRITE), name, rules) == nil, "\(name)")
        }
    }

    @Test func theDirectoryItselfCountsAndSoDoesLoss() {
        #expect(meaning(Int(IN_DELETE_SELF), "", rules) == .changed)
        #expect(meaning(Int(IN_MOVE_SELF), "", folder) == .changed)
        #expect(meaning(Int(IN_Q_OVERFLOW), "", nil) == .lost)
        // Of a watch that was given up meanwhile.
        #expect(meaning(Int(IN_CREATE), "a.yaml", nil) == nil)
    }

    @Test func whatReadGaveIsTakenApart() {
        func event(_ watch: Int32, _ mask: UInt32, _ name: String, padding: Int) -> [UInt8] {
            var bytes: [UInt8] = []
            for value in [UInt32(bitPattern: watch), mask, 7, UInt32(name.utf8.count + padding)] {
                withUnsafeBytes(of: value) { bytes += $0 }
            }
            return bytes + name.utf8 + [UInt8](repeating: 0, count: padding)
        }
        let bytes = event(1, 2, "a.yaml", padding: 10) + event(3, 4, "", padding: 0)
        var events: [DirectoryEvents.Event] = []
        DirectoryEvents.parse(bytes[...], into: &events)
        #expect(
            events == [
                .init(watch: 1, mask: 2, name: Array("a.yaml".utf8)), .init(watch: 3, mask: 4, name: []),
            ]
        )
        for length in 0..<bytes.count {
            var cut: [DirectoryEvents.Event] = []
            DirectoryEvents.parse(bytes[..<length], into: &cut)
            #expect(cut.count < 2)
        }
        var liar = event(1, 2, "", padding: 0)
        liar.replaceSubrange(12..<16, with: [0xFF, 0xFF, 0xFF, 0xFF])
        var none: [DirectoryEvents.Event] = []
        DirectoryEvents.parse(liar[...], into: &none)
        #expect(none.isEmpty)
    }
}
