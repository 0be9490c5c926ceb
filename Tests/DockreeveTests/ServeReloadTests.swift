import Foundation
import Synchronization
import TestSupport
import Testing

/// Edits of rule files while `dockreeve serve` runs: real files, real events, real signals.
@Suite struct ServeReloadTests {
    /// What callers and editor of one test know of each other.
    private final class Progress: Sendable {
        let isEdited = Atomic<Bool>(false)
        let asked = Atomic<Int>(0)
    }

    private let privileged = Call.create(#"{"HostConfig":{"Privileged":true}}"#, user: "bob")

    /// Waits until a revision is in force.
    private func waits(_ service: Service, for revision: Int) async throws -> Bool {
        try await eventually { try await service.report().policy.revision == revision }
    }

    private func waitsForRefusal(_ service: Service) async throws -> Bool {
        try await eventually { try await service.report().rule_files.refused }
    }

    @Test func aRenamedFileIsTakenUp() async throws {
        let service = try await Service.start()
        #expect(try await service.ask(privileged).allow == true)
        // As editors do it.
        try service.folder.write("policies/.rules.yaml.swp", RuleTexts.unprivileged)
        #expect(
            rename(service.folder.path("policies/.rules.yaml.swp"), service.folder.path("policies/rules.yaml")) == 0
        )
        #expect(try await waits(service, for: 2))
        #expect(try await service.ask(privileged).allow == false)

        let records = try service.records()
        #expect(records.map(\.phase) == ["start", "request", "policy", "request"])
        #expect(records[2].reason == "in-force" && records[2].policy == records[3].policy)
        #expect(records[1].policy?.revision == 1 && records[3].policy?.revision == 2)
        #expect(service.output.contains("new policy in force"))
        #expect(try await service.status().status == 0)
    }

    @Test func aFileThatIsAddedOrRemovedCounts() async throws {
        let service = try await Service.start()
        let more = """
            version: 1
            rules:
              - id: more
                effect: deny
                match: { body.HostConfig.Privileged: 'true' }

            """
        try service.folder.write("policies/more.yaml", more)
        #expect(try await waits(service, for: 2))
        #expect(try await service.ask(privileged).allow == false)
        #expect(unlink(service.folder.path("policies/more.yaml")) == 0)
        #expect(try await waits(service, for: 3))
        #expect(try await service.ask(privileged).allow == true)
    }

    /// The first half of the file is a policy of its own, which allows what the whole one denies.
    @Test func aFileThatIsBeingWrittenIsWaitedFor() async throws {
        let whole = RuleTexts.unprivileged
        let service = try await Service.start(whole)
        let half = try #require(whole.range(of: "  - id: host.privileged")).lowerBound
        let path = service.folder.path("policies/rules.yaml")
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(whole[..<half].utf8))
        let written = ContinuousClock.now
        var isWaiting = try await service.report().rule_files.watch_problem == nil
        for _ in 0..<10 where isWaiting {
            try await Task.sleep(for: .milliseconds(100))
            let answer = try await service.ask(privileged)
            // A machine that stands still for longer than a writer is waited for proves nothing.
            isWaiting = ContinuousClock.now - written < .seconds(8)
            if isWaiting { #expect(answer.allow == false) }
        }
        try file.write(contentsOf: Data((whole[half...] + "# longer\n").utf8))
        try file.close()
        #expect(
            try await eventually {
                let report = try await service.report()
                let answer = try await service.ask(privileged)
                return report.policy.revision != 1 && answer.allow == false
            }
        )
        guard isWaiting else { return }
        #expect(try await service.report().policy.revision == 2)
        #expect(try service.records().allSatisfy { $0.reason != "refused" && $0.reason != "allowed-by-rule" })
    }

    /// `..data` is a link to a directory, and every file a link through it; an update swaps the one link.
    @Test func mountedConfigMapsAreFollowed() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/..1/rules.yaml", RuleTexts.everything)
        #expect(symlink("..1", folder.path("policies/..data")) == 0)
        #expect(symlink("..data/rules.yaml", folder.path("policies/rules.yaml")) == 0)
        let service = try await Service.start(nil, in: folder)
        #expect(try await service.ask(privileged).allow == true)

        try folder.write("policies/..2/rules.yaml", RuleTexts.unprivileged)
        #expect(symlink("..2", folder.path("policies/..data_tmp")) == 0)
        #expect(rename(folder.path("policies/..data_tmp"), folder.path("policies/..data")) == 0)
        #expect(try await waits(service, for: 2))
        #expect(try await service.ask(privileged).allow == false)

        // And what lies behind the new link is watched as well.
        try folder.write("policies/..2/rules.yaml", RuleTexts.everything)
        #expect(try await waits(service, for: 3))
    }

    @Test func theDirectoryMayBeALinkThatIsSwapped() async throws {
        let folder = try TemporaryFolder()
        try folder.write("one/rules.yaml", RuleTexts.everything)
        try folder.write("two/rules.yaml", RuleTexts.unprivileged)
        #expect(symlink("one", folder.path("policies")) == 0)
        let service = try await Service.start(nil, in: folder)
        #expect(symlink("two", folder.path("next")) == 0)
        #expect(rename(folder.path("next"), folder.path("policies")) == 0)
        #expect(try await waits(service, for: 2))
        #expect(try await service.ask(privileged).allow == false)
        try folder.write("two/rules.yaml", RuleTexts.everything)
        #expect(try await waits(service, for: 3))
        // The one that nobody looks at any more.
        try folder.write("one/rules.yaml", RuleTexts.unprivileged)
        try await Task.sleep(for: .milliseconds(300))
        #expect(try await service.report().policy.revision == 3)
    }

    @Test func aDirectoryThatGoesAndComesBack() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let folder = service.folder
        try folder.move("policies", to: "away")
        #expect(try await waitsForRefusal(service))
        #expect(try await service.ask(privileged).message.contains("host.privileged"))
        try folder.write("policies/rules.yaml", RuleTexts.everything)
        #expect(try await waits(service, for: 2))
        #expect(try await service.ask(privileged).allow == true)
        // It is the new directory that is watched now.
        try FileManager.default.removeItem(atPath: folder.path("policies"))
        #expect(try await waitsForRefusal(service))
        try folder.move("away", to: "policies")
        #expect(try await waits(service, for: 3))
    }

    @Test func aBadEditLeavesTheGoodPolicyInForce() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        try service.folder.write("policies/rules.yaml", RuleTexts.broken)
        #expect(try await waitsForRefusal(service))
        #expect(try await service.ask(privileged).message.contains("[host.privileged, "))
        #expect(try await service.ask(Call()).allow == true)

        let place = "\(service.folder.path("policies/rules.yaml")):5:14: "
        let refused = try #require(try service.records().first { $0.phase == "policy" })
        #expect(refused.reason == "refused" && refused.error?.hasPrefix(place) == true)
        #expect(refused.policy?.revision == 1)
        #expect(service.output.contains("did you mean `method`?"), "\(service.output)")
        let status = try await service.status()
        #expect(status.status == 1 && status.output.contains(place), "\(status)")
        let report = try await service.report()
        #expect(report.policy.revision == 1 && report.policy.state == "in-force" && report.health == "attention")
        #expect(report.rule_files.last_refused?.error.hasPrefix(place) == true)

        // Taken back: the same policy, no new revision, and the refusal is history.
        try service.folder.write("policies/rules.yaml", RuleTexts.unprivileged)
        #expect(try await eventually { try await !service.report().rule_files.refused })
        let mended = try await service.report()
        #expect(mended.policy.revision == 1 && mended.health == "ok" && mended.rule_files.last_refused != nil)
    }

    @Test func aPolicyHasToPassItsOwnTests() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let failing =
            RuleTexts.everything + """
                tests:
                  - name: nobody is privileged
                    user: bob
                    request: { method: POST, uri: /containers/create, body: { HostConfig: { Privileged: true } } }
                    expect: deny

                """
        try service.folder.write("policies/rules.yaml", failing)
        #expect(try await waitsForRefusal(service))
        #expect(try await service.ask(privileged).allow == false)
        let error = try #require(try await service.report().rule_files.last_refused?.error)
        #expect(error.contains("rules.yaml:") && error.contains("`nobody is privileged`"), "\(error)")
        #expect(error.contains("expected `deny`, got `allow`"), "\(error)")
    }

    @Test func hostileEditsChangeNothing() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nversion: 1\nrules: [*c, *c]\n"
        let pattern =
            "version: 1\nrules:\n  - id: one\n    effect: allow\n    match: { path: '"
            + String(repeating: "(a|b)*", count: 200_000) + "' }\n"
        for text in [bomb, pattern, "", "\0\0", String(repeating: "[", count: 100_000), "rules: ["] {
            try service.folder.write("policies/rules.yaml", Array(text.utf8))
            #expect(try await waitsForRefusal(service))
            #expect(try await service.ask(privileged).allow == false)
            #expect(try await service.ask(Call()).allow == true)
            try service.folder.write("policies/rules.yaml", RuleTexts.unprivileged)
            #expect(try await eventually { try await !service.report().rule_files.refused })
        }
        #expect(try await service.report().policy.revision == 1)
        #expect(service.isRunning)
    }

    @Test func aModeThatLetsOthersWriteIsNoticed() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let file = service.folder.path("policies/rules.yaml")
        for (path, bad, good) in [(file, 0o666, 0o644), (service.folder.path("policies"), 0o777, 0o755)] {
            #expect(chmod(path, mode_t(bad)) == 0)
            #expect(try await waitsForRefusal(service))
            #expect(try await service.report().rule_files.last_refused?.error.hasPrefix("\(path): ") == true)
            #expect(try await service.ask(Call()).allow == true)
            #expect(chmod(path, mode_t(good)) == 0)
            #expect(try await eventually { try await !service.report().rule_files.refused })
        }
        #expect(try await service.report().policy.revision == 1)
    }

    @Test func hangupReadsTheFilesAndUnchangedOnesAreNoNews() async throws {
        let service = try await Service.start()
        let before = try await service.report()
        service.signal(SIGHUP)
        #expect(try await eventually { try await service.report().rule_files.readings > before.rule_files.readings })
        #expect(await eventually { service.output.contains("the rule files have not changed") })
        // As good as new: the same text by another inode, and a new date.
        try service.folder.write("policies/rules.yaml", RuleTexts.everything)
        service.signal(SIGHUP)
        try await Task.sleep(for: .milliseconds(300))
        let after = try await service.report()
        #expect(after.policy.revision == 1 && after.policy.since == before.policy.since)
        #expect(try service.records().map(\.phase) == ["start"])
    }

    @Test func whatIsRefusedAtTheStartIsTakenUpOnceMended() async throws {
        let service = try await Service.start(RuleTexts.broken)
        #expect(try await service.ask(Call()).allow == false)
        #expect(try await service.report().policy.state == "none")
        try service.folder.write("policies/rules.yaml", RuleTexts.broken.replacing("methud", with: "nethod"))
        #expect(try await eventually { try await service.ask(Call()).message.contains("`nethod`") })
        try service.folder.write("policies/rules.yaml", RuleTexts.everything)
        #expect(try await eventually { try await service.ask(Call()).allow == true })
        #expect(try await service.report().policy.revision == 1)
    }

    /// Two policies that contradict each other in everything, swapped all the time under load.
    @Test func noCallIsLostOrDecidedByTwoPolicies() async throws {
        func rules(_ name: String, allows: String) -> String {
            """
            version: 1
            rules:
              - id: \(name).allow
                effect: allow
                match: { user: \(allows) }
              - id: \(name).deny
                effect: deny
                match: { user: { not: \(allows) } }

            """
        }
        let texts = [rules("one", allows: "alice"), rules("two", allows: "bob")]
        let service = try await Service.start(texts[0])
        let workers = 8
        let calls = 400
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    try await onOwnThread { [socket = service.socket] in
                        let connection = try PluginSocket(socket)
                        var number = 0
                        // However slow the machine is, there are calls before, between and after the edits.
                        while number < calls || !progress.isEdited.load(ordering: .relaxed) {
                            let call = Call(user: (worker + number) % 2 == 0 ? "alice" : "bob")
                            number += 1
                            connection.post(call.path, call.json)
                            let answer = try connection.answer()
                            #expect(answer.status == 200 && answer.allow != nil, "\(answer)")
                            usleep(2000)
                        }
                        progress.asked.wrappingAdd(number, ordering: .relaxed)
                    }
                }
            }
            group.addTask {
                // Not even when an edit fails.
                defer { progress.isEdited.store(true, ordering: .relaxed) }
                for edit in 1...6 {
                    try service.folder.write("policies/.new", texts[edit % 2])
                    rename(service.folder.path("policies/.new"), service.folder.path("policies/rules.yaml"))
                    #expect(try await waits(service, for: edit + 1))
                }
            }
            try await group.waitForAll()
        }
        let records = try service.records()
        #expect(records.map(\.seq) == Array(1...records.count))
        let decided = records.filter { $0.phase == "request" }
        let count = progress.asked.load(ordering: .relaxed)
        #expect(decided.count == count && count >= workers * calls)
        // A call that was under way may be recorded after the new policy, and nothing of the new one before it.
        var (announced, last) = (1, 1)
        for record in records where record.phase != "checkpoint" {
            let revision = try #require(record.policy?.revision)
            if record.phase != "request" { announced = revision }
            guard record.phase == "request" else { continue }
            #expect(last...announced ~= revision)
            last = revision
            let name = revision % 2 == 1 ? "one" : "two"
            let isAllowed = record.user == (revision % 2 == 1 ? "alice" : "bob")
            #expect(record.decision == (isAllowed ? "allow" : "deny"))
            #expect(record.rules == [isAllowed ? "\(name).allow" : "\(name).deny"])
        }
        #expect(Set(decided.compactMap { $0.policy?.revision }).count > 3)
        let report = try await service.report()
        #expect(report.calls.requests == count && report.audit.last_seq >= records.count)
    }
}
