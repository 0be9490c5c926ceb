import Foundation
import TestSupport
import Testing

/// A start with rule files that can't be used: the last good policy, or nobody gets anything.
@Suite struct ServeLastGoodTests {
    private let privileged = Call.create(#"{"HostConfig":{"Privileged":true}}"#, user: "bob")
    private static let name = "state/last-good-policy.json"

    /// A folder in which a plugin ran with good rules, and somebody has broken them since.
    private func broken() async throws -> TemporaryFolder {
        let service = try await Service.start(RuleTexts.unprivileged)
        #expect(await eventually { service.folder.exists(Self.name) })
        #expect(try await service.stop() == 0)
        try service.folder.write("policies/rules.yaml", RuleTexts.broken)
        return service.folder
    }

    @Test func theLastGoodPolicyStandsIn() async throws {
        let folder = try await broken()
        let service = try await Service.start(nil, in: folder)
        #expect(try await service.ask(Call()).allow == true)
        #expect(try await service.ask(privileged).message.contains("[host.privileged, "))
        #expect(service.output.contains("the last good policy, kept since "), "\(service.output)")
        let records = try service.records().suffix(4)
        #expect(records.map(\.phase) == ["start", "policy", "request", "request"])
        #expect(records.dropFirst().first?.reason == "refused")
        #expect(records.dropFirst().first?.policy == records.first?.policy)
        let report = try await service.report()
        #expect(report.policy.state == "kept" && report.health == "attention")
        #expect(report.policy.files == [folder.path("policies/rules.yaml")])

        // Mended, it is the same policy again.
        try folder.write("policies/rules.yaml", RuleTexts.unprivileged)
        #expect(try await eventually { try await service.report().policy.state == "in-force" })
        #expect(try await service.report().policy.revision == 1)
        #expect(try await service.status().status == 0)
    }

    @Test func itIsForNobodyElseAndWrittenWhole() async throws {
        let folder = try await broken()
        var status = stat()
        #expect(stat(folder.path(Self.name), &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(stat(folder.path("state"), &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("state")).sorted()
                == ["audit", "last-good-policy.json"]
        )
    }

    @Test func whatWasChangedThereIsNotUsed() async throws {
        let folder = try await broken()
        let kept = try folder.text(of: Self.name)
        let hostile = [
            kept.replacing("host.privileged", with: "host.privilegex"), String(kept.dropLast(20)), "", "{}", "[]", "\0",
            kept.replacing("\"version\":1", with: "\"version\":2"), kept + kept,
            kept.replacing("\"rules.yaml\"", with: "\"../rules.yaml\""),
            kept.replacing(folder.path("policies"), with: "/etc/other"),
            String(repeating: "[", count: 200_000), String(repeating: "{\"a\":", count: 200_000),
        ]
        for text in hostile {
            try folder.write(Self.name, text)
            let service = try await Service.start(nil, in: folder)
            let answer = try await service.ask(Call())
            #expect(answer.status == 200 && answer.allow == false, "\(text.prefix(200))")
            #expect(answer.message.contains("rules.yaml:5:14") && answer.message.contains("state"), "\(answer)")
            #expect(try await service.stop() == 0)
        }
    }

    @Test func whatOthersCouldHaveWrittenIsNotUsed() async throws {
        let folder = try await broken()
        for (name, bad, good) in [(Self.name, 0o606, 0o600), ("state", 0o777, 0o700)] {
            #expect(chmod(folder.path(name), mode_t(bad)) == 0)
            let service = try await Service.start(nil, in: folder)
            let answer = try await service.ask(Call())
            #expect(answer.allow == false && answer.message.contains("others than the owner can write"), "\(answer)")
            #expect(try await service.stop() == 0)
            #expect(chmod(folder.path(name), mode_t(good)) == 0)
        }
        try folder.move(Self.name, to: "elsewhere.json")
        #expect(symlink("../elsewhere.json", folder.path(Self.name)) == 0)
        let service = try await Service.start(nil, in: folder)
        #expect(try await service.ask(Call()).allow == false)
    }

    @Test func withoutOneEverythingIsDenied() async throws {
        let folder = try await broken()
        try FileManager.default.removeItem(atPath: folder.path("state"))
        let service = try await Service.start(nil, in: folder)
        #expect(try await service.ask(Call()).allow == false)
        #expect(try await service.report().policy.state == "none")
        #expect(try await service.status().status == 1)
    }

    /// A disk without room: the policy counts all the same, and somebody is told.
    @Test(.enabled(if: geteuid() == 0, "mounting takes root"))
    func aFullDiskDoesntStopAnEdit() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        try #require(mount("tmpfs", folder.path("state"), "tmpfs", 0, "size=64k,mode=0700") == 0)
        defer { umount2(folder.path("state"), Int32(MNT_DETACH)) }
        let service = try await Service.start(RuleTexts.everything, in: folder)
        #expect(await eventually { folder.exists(Self.name) })
        let kept = try folder.text(of: Self.name)
        let large = RuleTexts.unprivileged + String(repeating: "# a comment\n", count: 10_000)
        try folder.write("policies/rules.yaml", large)
        #expect(try await eventually { try await service.report().policy.revision == 2 })
        #expect(try await service.ask(privileged).allow == false)
        #expect(try await eventually { try await service.report().attention.contains { $0.contains("no space left") } })
        // What was kept before is whole still.
        #expect(try folder.text(of: Self.name) == kept)
    }
}
