import Testing

/// What `dockreeve serve` makes of its configuration file and flags.
@Suite struct ServeConfigurationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.unprivileged)
    }

    private func configuration(_ more: String = "") throws -> String {
        try folder.write(
            "dockreeve.yaml",
            """
            policies: \(folder.path("policies"))
            socket: \(folder.path("file.sock"))
            audit: \(folder.path("file.jsonl"))
            \(more)
            """
        )
    }

    @Test func theFileIsEnough() async throws {
        let file = try configuration()
        let service = try await Service.start(
            nil,
            in: folder,
            arguments: ["--config", file],
            socket: folder.path("file.sock")
        )
        #expect(try await service.ask(Call()).allow == true)
        #expect(try service.records("file.jsonl").last?.decision == "allow")
        #expect(try await service.stop() == 0)
    }

    @Test func flagsWin() async throws {
        try folder.write("other/rules.yaml", RuleTexts.everything)
        let file = try configuration()
        let service = try await Service.start(
            nil,
            in: folder,
            arguments: [
                "--config", file, "--socket", folder.path("flag.sock"), "--audit", folder.path("flag.jsonl"),
                "--policies", folder.path("other"),
            ],
            socket: folder.path("flag.sock")
        )
        #expect(try await service.ask(.create(#"{"HostConfig":{"Privileged":true}}"#)).allow == true)
        #expect(!folder.exists("file.sock") && !folder.exists("file.jsonl"))
        #expect(try service.records("flag.jsonl").last?.decision == "allow")
    }

    @Test func theFlagForMonitorModeWins() async throws {
        let file = try configuration("mode: enforce")
        let service = try await Service.start(
            nil,
            in: folder,
            arguments: ["--config", file, "--monitor"],
            socket: folder.path("file.sock")
        )
        #expect(try await service.ask(.create(#"{"HostConfig":{"Privileged":true}}"#)).allow == true)
    }

    @Test(arguments: [
        ("sokcet: /x", 4, "did you mean `socket`?"), ("limits: { depth: 5000 }", 4, "5000 is outside of 8 to 1024"),
        ("mode: maybe", 4, "unknown mode `maybe`"), ("guards: [a b", 4, "is not closed"),
    ])
    func aMistakeInTheFileStopsIt(_ text: String, _ line: Int, _ says: String) async throws {
        let file = try configuration(text)
        let result = try await Program.run("serve", "--config", file)
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.contains("\(file):\(line):"), "\(result)")
        #expect(result.errors.contains(says), "\(result)")
        #expect(!folder.exists("file.sock") && !folder.exists("file.jsonl"))
    }

    @Test func aFileThatIsNamedHasToBeThere() async throws {
        let result = try await Program.run("serve", "--config", folder.path("missing.yaml"))
        #expect(result.status == 2)
        #expect(result.errors.contains("can't read `\(folder.path("missing.yaml"))`"), "\(result)")
    }

    @Test func theLargestCallIsThatOfTheFile() async throws {
        let file = try configuration("limits: { body: 64KiB }")
        let service = try await Service.start(
            nil,
            in: folder,
            arguments: ["--config", file],
            socket: folder.path("file.sock")
        )
        let large = Call.create(#"{"Env":["A=\#(String(repeating: "a", count: 60_000))"]}"#)
        let answer = try await service.ask(large)
        #expect(answer.status == 413 && answer.message.contains("65536"), "\(answer)")
        #expect(try service.records("file.jsonl").last?.reason == "malformed-call")
        #expect(try await service.ask(Call()).allow == true)
    }
}
