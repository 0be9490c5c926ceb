import Foundation
import Testing

/// `dockreeve can`: always, never, or under which conditions.
@Suite struct CanCommandTests {
    private let folder: TemporaryFolder
    private let policies: String

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            "policies/rules.yaml",
            """
            version: 1
            groups: { members: [alice], units: ['cert.ou=X'] }
            rules:
              - { id: members.use, effect: allow, match: { group: members } }
              - { id: units.look, effect: allow, match: { group: units, method: GET|HEAD } }
              - id: host.mounts
                effect: deny
                match: { uses.host_mount: { not: '/home/${user}(/.*)?' } }
              - { id: host.swarm, effect: deny, match: { action: 'swarm\\..*' } }
              - { id: try, effect: deny, mode: monitor, match: { method: '.*' } }

            """
        )
        policies = folder.path("policies")
    }

    private func can(_ arguments: String...) async throws -> Program {
        try await Program.runList(["can", "--policies", policies] + arguments)
    }

    @Test func oneActionAnswersByStatus() async throws {
        let always = try await can("--user", "alice", "container.list")
        #expect(
            always.status == 0 && always.output.contains("allowed by members.use (\(policies)/rules.yaml:4)"),
            "\(always)"
        )
        let never = try await can("--user", "alice", "swarm.init")
        #expect(never.status == 1 && never.output.contains("denied by host.swarm"), "\(never)")
        let open = try await can("--user", "alice", "container.create")
        #expect(open.status == 3, "\(open)")
        #expect(open.output.contains("denied by host.mounts (\(policies)/rules.yaml:6) when"), "\(open)")
        #expect(open.output.contains("uses.host_mount: { not: '/home/${user}(/.*)?' }"), "\(open)")
        #expect(!open.output.contains("try"), "\(open)")
        let several = try await can("--user", "alice", "container.create", "swarm.init")
        #expect(several.status == 1, "\(several)")
    }

    @Test func callersDiffer() async throws {
        let local = try await can("container.list")
        #expect(local.status == 1 && local.output.contains("the local socket"), "\(local)")
        // Nobody said what the certificate has.
        let unknown = try await can("--user", "carol", "container.list")
        #expect(unknown.status == 3 && unknown.output.contains("group: units"), "\(unknown)")
        let member = try await can("--group", "units", "container.list")
        #expect(member.status == 0, "\(member)")
        let other = try await can("--group", "members", "--user", "carol", "container.stop")
        #expect(other.status == 0, "\(other)")
    }

    @Test func everythingIsListed() async throws {
        let result = try await can("--user", "alice")
        #expect(result.status == 0, "\(result)")
        for title in ["\nalways\n", "\nunder conditions\n", "\nnever\n"] { #expect(result.output.contains(title)) }
        let json = try await can("--user", "alice", "--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let actions = try #require(object["actions"] as? [[String: Any]])
        #expect(actions.count > 90)
        let verdicts = Dictionary(grouping: actions) { $0["allowed"] as? String ?? "" }.mapValues(\.count)
        #expect(Set(verdicts.keys) == ["always", "conditions", "never"], "\(verdicts)")
        let create = try #require(actions.first { $0["action"] as? String == "container.create" })
        let open = try #require((create["depends_on"] as? [[String: Any]])?.first)
        #expect(open["rule"] as? String == "host.mounts" && open["line"] as? Int == 6)
    }

    @Test func wholeObjectsCanBeAsked() async throws {
        let result = try await can("--user", "alice", "swarm.*")
        #expect(result.status == 1 && result.output.contains("swarm.leave"), "\(result)")
        #expect(!result.output.contains("container."))
    }

    @Test func whatIsntThereIsTrouble() async throws {
        let action = try await can("container.craete")
        #expect(action.status == 2 && action.errors.contains("did you mean `container.create`?"), "\(action)")
        let group = try await can("--group", "membres")
        #expect(group.status == 2 && group.errors.contains("did you mean `members`?"), "\(group)")
        let certificate = try await can("--certificate", "\(policies)/rules.yaml")
        #expect(certificate.status == 2, "\(certificate)")
    }
}
