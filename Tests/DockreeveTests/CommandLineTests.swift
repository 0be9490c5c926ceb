import Foundation
import Testing

/// What is the same for all verbs: help, version, completions, and mistakes.
@Suite struct CommandLineTests {
    static let verbs = ["serve", "status", "check", "explain"]

    /// The command line's own description of itself.
    private func dump() async throws -> [String: Any] {
        let result = try await Program.run("--experimental-dump-help")
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        return try #require(object?["command"] as? [String: Any])
    }

    @Test func helpNamesEveryVerb() async throws {
        let result = try await Program.run("--help")
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        let commands = try #require(try await dump()["subcommands"] as? [[String: Any]])
        let names = commands.compactMap { $0["commandName"] as? String }.filter { $0 != "help" }
        #expect(Set(names).isSuperset(of: Self.verbs))
        for name in names { #expect(result.output.contains("  \(name)"), "\(result)") }
    }

    @Test func helpNamesEveryFlagAndSaysWhatItDoes() async throws {
        let commands = try #require(try await dump()["subcommands"] as? [[String: Any]])
        var count = 0
        for command in commands {
            let name = try #require(command["commandName"] as? String)
            if name == "help" { continue }
            let help = try await Program.run("help", name)
            #expect(help.status == 0 && help.errors.isEmpty)
            for argument in command["arguments"] as? [[String: Any]] ?? [] {
                count += 1
                if argument["shouldDisplay"] as? Bool == false { continue }
                #expect((argument["abstract"] as? String)?.isEmpty == false, "\(name): \(argument)")
                for spelling in argument["names"] as? [[String: Any]] ?? [] where spelling["kind"] as? String == "long"
                {
                    let flag = "--\(try #require(spelling["name"] as? String))"
                    #expect(help.output.contains(flag), "\(flag) is missing: \(help)")
                }
            }
        }
        #expect(count > 15)
    }

    @Test(arguments: [
        ("serve", ["--config", "--policies", "--socket", "--audit", "--state", "--admin", "--monitor"]),
        ("check", ["--json"]),
        ("explain", ["--policies", "--user", "--header", "--body", "--all", "--json"]),
    ])
    func flagsThatScriptsUseStayThere(_ verb: String, _ flags: [String]) async throws {
        let short = try await Program.run(verb, "--help")
        let long = try await Program.run("help", verb)
        #expect(short.output == long.output)
        for flag in flags { #expect(short.output.contains(flag), "\(flag): \(short)") }
        #expect(short.output.contains("Exit status:") || verb == "serve")
    }

    @Test func versionIsAVersion() async throws {
        let result = try await Program.run("--version")
        #expect(result.status == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?\n/) != nil, "\(result)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsKnowEveryVerb(_ shell: String) async throws {
        let result = try await Program.run("--generate-completion-script", shell)
        #expect(result.status == 0 && result.errors.isEmpty)
        for verb in Self.verbs { #expect(result.output.contains(verb)) }
        #expect(result.output.contains("policies") && result.output.contains("dockreeve"))
        guard shell == "bash" else { return }
        let folder = try TemporaryFolder()
        let script = try folder.write("completion.bash", result.output)
        let bash = try Process.run(URL(filePath: "/bin/bash"), arguments: ["-n", script])
        bash.waitUntilExit()
        #expect(bash.terminationStatus == 0)
    }

    @Test(arguments: [
        ["chek"], ["check"], ["check", "--jsn", "x"], ["explain", "GET", "/info"],
        ["explain", "--policies", "x", "GET"],
        ["serve", "extra"], ["serve", "--socket"], ["--nonsense"], ["--generate-completion-script", "tcsh"],
    ])
    func mistakesEndWith2(_ arguments: [String]) async throws {
        let result = try await Program.runList(arguments)
        #expect(result.status == 2, "\(result)")
        #expect(result.output.isEmpty, "\(result)")
        #expect(result.errors.hasPrefix("Error: "), "\(result)")
    }

    @Test func withoutAVerbThereIsHelp() async throws {
        let result = try await Program.run()
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("USAGE"))
    }
}
