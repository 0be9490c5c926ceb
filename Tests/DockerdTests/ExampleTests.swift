import Foundation
import Testing

extension RealDockerd {
    /// What lies in examples/ and what `make install` does with it, tried as far as a machine without systemd allows.
    @Suite struct Examples {
        @Test func `the plugin needs none of root's capabilities, as the unit has it`() async throws {
            let engine = try Engine.current
            let unit = try String(contentsOfFile: Checkout.path("examples/dockreeve.service"), encoding: .utf8)
            #expect(unit.contains("\nCapabilityBoundingSet=\nNoNewPrivileges=yes\n"))
            try engine.sandbox.write(Policies.unprivileged, to: "policies-capless/rules.yaml")
            let plugin = try await Plugin.start(
                in: engine.sandbox,
                policies: engine.sandbox.path("policies-capless"),
                audit: "audit-capless.jsonl",
                by: ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all", "--no-new-privs"]
            )
            try await engine.with(plugin) { plugin in
                let command = try await engine.docker("ps")
                #expect(command.succeeded, "\(command)")
                #expect(try plugin.records().contains { $0.uri == "/containers/json" && $0.decision == "allow" })
                let pid = try engine.sandbox.text(of: "plugin.pid").trimmingCharacters(in: .whitespacesAndNewlines)
                let status = try await engine.sandbox.run(["grep", "CapEff", "/proc/\(pid)/status"])
                #expect(status.output.contains("0000000000000000"), "\(status)")
            }
        }

        @Test(
            .enabled(
                if: Requirement.mustRun || Requirement.find("systemd-analyze") != nil,
                "no systemd-analyze: apt-get install systemd"
            )
        )
        func `systemd finds nothing wrong with the unit, and little left to close`() async throws {
            let engine = try Engine.current
            let example = try String(contentsOfFile: Checkout.path("examples/dockreeve.service"), encoding: .utf8)
            #expect(example.contains("ExecStart=/usr/local/bin/dockreeve serve "))
            let unit = example.replacing("/usr/local/bin/dockreeve", with: Checkout.dockreeve)
            try engine.sandbox.write(unit, to: "dockreeve.service")
            let path = engine.sandbox.path("dockreeve.service")

            let verified = try await Command.run(["systemd-analyze", "verify", path])
            #expect(verified.succeeded && !"\(verified)".contains("dockreeve.service:"), "\(verified)")
            let exposure = try await Command.run(
                ["systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=15", path]
            )
            #expect(exposure.succeeded, "\(exposure)")
        }

        /// systemd takes the lines in turn: a later one gives back what an earlier one took away. The call fails unheard.
        @Test func `the unit allows the call by which compiling rule files lets decisions go first`() throws {
            let unit = try String(contentsOfFile: Checkout.path("examples/dockreeve.service"), encoding: .utf8)
            var isAllowed = false
            for line in unit.split(separator: "\n") where line.hasPrefix("SystemCallFilter=") {
                let value = line.dropFirst("SystemCallFilter=".count)
                let names = value.drop { $0 == "~" }.split(separator: " ")
                guard names.contains(where: { ["@system-service", "@resources", "setpriority"].contains($0) }) else {
                    continue
                }
                isAllowed = !value.hasPrefix("~")
            }
            #expect(isAllowed)
        }

        @Test func `the configuration file is taken, and flags win over it`() async throws {
            let engine = try Engine.current
            try engine.sandbox.write(Policies.everything, to: "policies-configured/rules.yaml")
            let plugin = try await Plugin.start(
                in: engine.sandbox,
                policies: engine.sandbox.path("policies-configured"),
                audit: "audit-configured.jsonl",
                options: ["--config", Checkout.path("examples/dockreeve.yaml")]
            )
            try await engine.with(plugin) { plugin in
                let command = try await engine.docker("ps")
                #expect(command.succeeded, "\(command)")
                #expect(try plugin.records().contains { $0.uri == "/containers/json" })
            }
        }

        @Test func `daemon.json is the one that this dockerd runs with, less its TLS`() throws {
            func members(_ path: String) throws -> [String: any Sendable] {
                let data = try Data(contentsOf: URL(filePath: Checkout.path(path)))
                return try #require(try JSONSerialization.jsonObject(with: data) as? [String: any Sendable])
            }
            let running = try members("examples/tls/daemon.json").filter { !$0.key.hasPrefix("tls") }
            let plain = try members("examples/daemon.json")
            #expect(NSDictionary(dictionary: running) == NSDictionary(dictionary: plain))
            #expect(plain["authorization-plugins"] as? [String] == ["dockreeve"])
        }

        @Test(arguments: [
            ["client", "../bob"], ["client", "a/CN=root"], ["client", "alice"], ["ca"], ["server", "host"],
        ])
        func `certificates are neither overwritten nor made for names that mean something else`(
            arguments: [String]
        ) async throws {
            let engine = try Engine.current
            let folder = engine.sandbox.path("certs")
            let before = try await Command.run(["sh", "-c", "find \"$0\" -type f | sort | xargs sha256sum", folder])
            let command = try await Command.run([Checkout.certificates, folder] + arguments)
            #expect(command.status == 1 && command.errors.hasPrefix("make-certs: "), "\(command)")
            let after = try await Command.run(["sh", "-c", "find \"$0\" -type f | sort | xargs sha256sum", folder])
            #expect(before.output == after.output)
        }

        @Test func `make install brings everything, keeps what is there, and uninstall takes it away`() async throws {
            let engine = try Engine.current
            let root = engine.sandbox.path("install")
            func make(_ target: String) async throws -> Command {
                // The program under test stands for the release build.
                try await Command.run([
                    "make", "--directory", Checkout.root.path, target, "RELEASE=\(Checkout.dockreeve)",
                    "DESTDIR=\(root)",
                    "PREFIX=/usr",
                ])
            }
            let files = FileManager.default
            let installed = try await make("install")
            try #require(installed.succeeded, "\(installed)")
            for file in [
                "usr/bin/dockreeve", "etc/systemd/system/dockreeve.service",
                "etc/systemd/system/dockreeve.socket", "etc/dockreeve/dockreeve.yaml",
                "etc/dockreeve/policies/members.yaml", "etc/dockreeve/policies/self-protection.yaml",
                "usr/share/dockreeve/policies/ai-agent.yaml", "usr/share/dockreeve/policies/README.md",
                "usr/share/bash-completion/completions/dockreeve",
                "usr/share/zsh/site-functions/_dockreeve", "usr/share/fish/vendor_completions.d/dockreeve.fish",
            ] {
                let attributes = try files.attributesOfItem(atPath: "\(root)/\(file)")
                #expect((attributes[.size] as? Int ?? 0) > 100, "\(file)")
            }
            let unit = try engine.sandbox.text(of: "install/etc/systemd/system/dockreeve.service")
            #expect(unit.contains("\nExecStart=/usr/bin/dockreeve serve --config /etc/dockreeve/dockreeve.yaml\n"))
            let checked = try await Command.run([
                "\(root)/usr/bin/dockreeve", "check", "\(root)/etc/dockreeve/policies",
            ])
            #expect(checked.succeeded, "\(checked)")

            try engine.sandbox.write("policies: /srv/rules\n", to: "install/etc/dockreeve/dockreeve.yaml")
            try files.removeItem(atPath: "\(root)/etc/dockreeve/policies/self-protection.yaml")
            let again = try await make("install")
            #expect(again.succeeded, "\(again)")
            #expect(try engine.sandbox.text(of: "install/etc/dockreeve/dockreeve.yaml") == "policies: /srv/rules\n")
            #expect(!files.fileExists(atPath: "\(root)/etc/dockreeve/policies/self-protection.yaml"))

            let uninstalled = try await make("uninstall")
            #expect(uninstalled.succeeded, "\(uninstalled)")
            let left = try await Command.run(["find", root, "-type", "f", "-not", "-path", "*/etc/dockreeve/*"])
            #expect(left.output.isEmpty, "\(left)")
            #expect(files.fileExists(atPath: "\(root)/etc/dockreeve/policies/members.yaml"))
        }
    }
}
