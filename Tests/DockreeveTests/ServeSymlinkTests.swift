import Foundation
import Testing

/// `resolve_symlinks`: what a link leads to counts as mounted.
@Suite struct ServeSymlinkTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("home/alice/src")
        for (name, target) in [("etc", "/etc"), ("loop", "loop"), ("in", "src"), ("proc", "/proc/self/root")] {
            #expect(symlink(target, folder.path("home/alice/\(name)")) == 0)
        }
        try folder.write(
            "policies/rules.yaml",
            RuleTexts.everything + """
                  - id: host.paths
                    effect: deny
                    match: { uses.host_mount: { not: '\(folder.path)/home/alice(/.*)?' } }

                """
        )
    }

    private func mount(_ path: String) -> Call {
        .create("{\"HostConfig\":{\"Binds\":[\"\(folder.path)/home/alice/\(path):/x\"]}}")
    }

    private func service(_ configuration: String) async throws -> Service {
        let file = try folder.write("dockreeve.yaml", configuration)
        return try await Service.start(nil, in: folder, options: ["--config", file])
    }

    @Test(arguments: ["etc", "etc/ssl", "loop", "proc", "etc/new", "../alice/etc", "in/../etc"])
    func whatLeadsOutIsDenied(path: String) async throws {
        let service = try await service("resolve_symlinks: true\n")
        #expect(try await service.ask(mount(path)).allow == false)
        let record = try #require(try service.records().last)
        #expect(record.rules == ["host.paths"])
    }

    @Test(arguments: ["", "src", "src/new/deep", "in", "in/new"])
    func whatStaysInIsAllowed(path: String) async throws {
        let service = try await service("resolve_symlinks: true\n")
        #expect(try await service.ask(mount(path)).allow == true)
    }

    @Test func withoutItALinkIsOnlyAName() async throws {
        let service = try await service("resolve_symlinks: false\n")
        #expect(try await service.ask(mount("etc")).allow == true)
    }

    /// A volume of the `local` driver and a checkpoint are other ways to the same place.
    @Test func otherWaysToAPath() async throws {
        let service = try await service("resolve_symlinks: true\n")
        let volume = Call(
            method: "POST",
            uri: "/volumes/create",
            headers: ["Content-Type": "application/json"],
            body: "{\"DriverOpts\":{\"type\":\"none\",\"o\":\"bind\",\"device\":\"\(folder.path)/home/alice/etc\"}}"
        )
        #expect(try await service.ask(volume).allow == false)
        let start = Call(
            method: "POST",
            uri: "/containers/a/start?checkpoint=c&checkpoint-dir=\(folder.path)/home/alice/etc"
        )
        #expect(try await service.ask(start).allow == false)
    }
}
