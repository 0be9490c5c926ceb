import Foundation
import Testing

/// `dockreeve explain`: the decision as exit status, text and JSON.
@Suite struct ExplainCommandTests {
    private let folder: TemporaryFolder
    private let policies: String

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.unprivileged)
        policies = folder.path("policies")
    }

    @Test func anAllowedCallEndsWith0() async throws {
        let result = try await Program.run("explain", "--policies", policies, "GET", "/v1.43/containers/json")
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasPrefix("allowed"))
        #expect(result.output.contains("all.of-it") && result.output.contains("rules.yaml:3"), "\(result)")
        #expect(result.errors.isEmpty)
    }

    @Test func aDeniedCallEndsWith1() async throws {
        let body = #"{"Image":"busybox","hostconfig":{"privileged":true}}"#
        let file = try folder.write("create.json", body)
        let byFile = try await Program.run(
            "explain",
            "--policies",
            policies,
            "--body",
            file,
            "POST",
            "/containers/create"
        )
        #expect(byFile.status == 1, "\(byFile)")
        #expect(byFile.output.hasPrefix("denied: Privileged containers can take over this host."), "\(byFile)")
        #expect(byFile.output.contains("host.privileged"))
        let byInput = try await Program.run(
            "explain",
            "--policies",
            policies,
            "--body",
            "-",
            "POST",
            "/containers/create",
            input: body
        )
        #expect(byInput.status == 1)
        #expect(byInput.output == byFile.output)
    }

    @Test func jsonIsJSON() async throws {
        let result = try await Program.run(
            "explain",
            "--policies",
            policies,
            "--json",
            "--user",
            "alice",
            "--header",
            "X-Name: a b",
            "--body",
            "-",
            "POST",
            "/v1.43/containers/create?name=a%20b",
            input: #"{"HostConfig":{"Privileged":true}}"#
        )
        #expect(result.status == 1, "\(result)")
        #expect(result.output.hasSuffix("\n") && result.output.filter(\.isNewline).count == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        )
        #expect(object["decision"] as? String == "deny")
        #expect(object["reason"] as? String == "denied-by-rule")
        #expect(object["rules"] != nil)
        let call = try #require(object["call"] as? [String: Any])
        #expect(call["user"] as? String == "alice")
        #expect(call["uri"] as? String == "/containers/create?name=a%20b")
        #expect(call["action"] as? String == "container.create")
    }

    @Test func aGuardDenies() async throws {
        let result = try await Program.run("explain", "--policies", policies, "GET", "/containers/../info")
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("malformed-uri"), "\(result)")
    }

    @Test func everyRuleIsShownOnDemand() async throws {
        let few = try await Program.run("explain", "--policies", policies, "GET", "/info")
        let all = try await Program.run("explain", "--policies", policies, "--all", "GET", "/info")
        #expect(few.status == 0 && all.status == 0)
        #expect(all.output.contains("host.privileged"), "\(all)")
        #expect(all.output.utf8.count > few.output.utf8.count)
    }

    @Test func withoutAPolicyThereIsNoExplanation() async throws {
        try folder.write("broken/rules.yaml", RuleTexts.broken)
        for path in ["broken", "missing"] {
            let result = try await Program.run("explain", "--policies", folder.path(path), "GET", "/info")
            #expect(result.status == 2, "\(result)")
            #expect(result.output.isEmpty)
            #expect(result.errors.contains(folder.path(path)), "\(result)")
        }
    }

    @Test(arguments: ["no-colon", ":value", ""])
    func aBadHeaderIsTrouble(_ header: String) async throws {
        let result = try await Program.run("explain", "--policies", policies, "--header", header, "GET", "/info")
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.contains("`\(header)`") && result.errors.contains("NAME:VALUE"), "\(result)")
        #expect(result.output.isEmpty)
    }

    @Test func aBodyThatCantBeReadIsTrouble() async throws {
        for path in [folder.path("missing.json"), folder.path] {
            let result = try await Program.run("explain", "--policies", policies, "--body", path, "POST", "/build")
            #expect(result.status == 2, "\(result)")
            #expect(result.errors.contains("`\(path)`"), "\(result)")
        }
    }

    @Test func hostileCallsCantActOnTheTerminal() async throws {
        let hostile = "/containers/\u{1B}[31m\u{202E}/json"
        for json in [false, true] {
            let result = try await Program.run(
                "explain",
                "--policies",
                policies,
                json ? "--json" : "--all",
                "--user",
                "\u{1B}]0;x\u{7}",
                "GET",
                hostile
            )
            #expect(result.status == 1)
            let acting = result.output.unicodeScalars.filter { $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E) }
            #expect(acting.isEmpty, "\(result)")
        }
    }
}
