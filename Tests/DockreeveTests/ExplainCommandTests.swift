import DockerAPI
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

    @Test func aGuardThatOnlyRecordsIsShown() async throws {
        let file = try folder.write("dockreeve.yaml", "guards: { malformed-uri: monitor }\n")
        let ways = [["--monitor-guard", "malformed-uri"], ["--config", file]]
        for options in ways {
            let arguments = ["explain", "--policies", policies] + options
            let text = try await Program.runList(arguments + ["GET", "/containers/../info"])
            #expect(text.status == 0, "\(text)")
            #expect(text.output.contains("monitor  malformed-uri: "), "\(text)")
            #expect(text.output.contains("would deny   the guard malformed-uri"), "\(text)")
            #expect(text.output.contains("guards that only record: malformed-uri\n"), "\(text)")

            let json = try await Program.runList(arguments + ["--json", "GET", "/containers/../info"])
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            let modes = try #require(object["guard_modes"] as? [String: String])
            #expect(Set(modes.keys) == Set(Guard.allCases.map(\.rawValue)))
            #expect(modes["malformed-uri"] == "monitor" && modes["malformed-body"] == "enforce")
            let found = try #require((object["guards"] as? [[String: Any]])?.first)
            #expect(found["guard"] as? String == "malformed-uri" && found["mode"] as? String == "monitor")
        }
        let other = try await Program.run(
            "explain",
            "--policies",
            policies,
            "--monitor-guard",
            "form-body",
            "GET",
            "/containers/../info"
        )
        #expect(other.status == 1, "\(other)")
    }

    @Test func anUnknownGuardIsTrouble() async throws {
        let result = try await Program.run(
            "explain",
            "--policies",
            policies,
            "--monitor-guard",
            "malformed-url",
            "GET",
            "/info"
        )
        #expect(result.status == 2 && result.output.isEmpty, "\(result)")
        #expect(result.errors.contains("unknown guard `malformed-url`; did you mean `malformed-uri`?"), "\(result)")
    }

    @Test func theConfigurationIsTheOneOfServe() async throws {
        try folder.makeFolder("home/alice")
        #expect(symlink("/etc", folder.path("home/alice/link")) == 0)
        try folder.write(
            "paths/rules.yaml",
            RuleTexts.everything
                + "  - { id: paths, effect: deny, match: { uses.host_mount: { not: '\(folder.path)/home/alice(/.*)?' } } }\n"
        )
        let body = "{\"HostConfig\":{\"Binds\":[\"\(folder.path)/home/alice/link:/x\"]}}"
        let file = try folder.write("dockreeve.yaml", "resolve_symlinks: true\nlimits: { depth: 8 }\n")
        func explain(_ body: String, _ options: [String]) async throws -> Program {
            let file = try folder.write("create.json", body)
            return try await Program.runList(
                ["explain", "--policies", folder.path("paths"), "--body", file] + options + [
                    "POST", "/containers/create",
                ]
            )
        }
        #expect(try await explain(body, []).status == 0)
        let resolved = try await explain(body, ["--config", file])
        #expect(resolved.status == 1, "\(resolved)")
        #expect(resolved.output.contains("host_mount: \(folder.path)/home/alice/link, /etc\n"), "\(resolved)")
        let deep = "{\"x\":" + String(repeating: "[", count: 9) + String(repeating: "]", count: 9) + "}"
        #expect(try await explain(deep, []).status == 0)
        #expect(try await explain(deep, ["--config", file]).output.contains("malformed-body"))

        try folder.write("broken.yaml", "guards: { malformed-url: monitor }\n")
        let broken = try await explain(body, ["--config", folder.path("broken.yaml")])
        #expect(broken.status == 2 && broken.errors.contains("broken.yaml:1:"), "\(broken)")
    }

    @Test func aCertificateFileIsAChainWithItsOwnFirst() async throws {
        let certificates = try Certificates()
        let own = try await certificates.make("alice", subject: "/OU=Engineering/CN=alice")
        let issuer = try await certificates.make("ca", subject: "/OU=Authority/CN=ca")
        try folder.write(
            "units/rules.yaml",
            "version: 1\nrules:\n  - { id: unit, effect: allow, match: { cert.ou: Engineering } }\n"
        )
        for (chain, name, status) in [(own + issuer, "alice", 0), (issuer + own, "ca", 1), (own, "alice", 0)] {
            let file = try folder.write("chain.pem", "a comment\n" + chain)
            let result = try await Program.run(
                "explain",
                "--policies",
                folder.path("units"),
                "--certificate",
                file,
                "GET",
                "/info"
            )
            #expect(result.status == status, "\(result)")
            #expect(result.output.contains("`\(name)` by TLS"), "\(result)")
        }
        // A block that is no certificate of X.509: what dockerd would never pass on, and what the guard is for.
        let broken = try folder.write("broken.pem", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")
        let result = try await Program.run(
            "explain",
            "--policies",
            folder.path("units"),
            "--certificate",
            broken,
            "--user",
            "alice",
            "GET",
            "/info"
        )
        #expect(result.status == 1 && result.output.contains("malformed-call"), "\(result)")
        let none = try await Program.run(
            "explain",
            "--policies",
            policies,
            "--certificate",
            certificates.path("ca.key"),
            "GET",
            "/info"
        )
        #expect(none.status == 2 && none.errors.contains("holds no certificates"), "\(none)")
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
