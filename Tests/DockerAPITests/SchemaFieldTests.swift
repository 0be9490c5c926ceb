import Testing

@testable import DockerAPI

/// The schemas against what nine engines read.
@Suite struct SchemaFieldTests {
    static let bodies: [String: BodyType] = [
        "containerConfig": .object(.containerConfig),
        "hostConfig": .object(.hostConfig),
        "containerUpdate": .object(.containerUpdate),
        "containerCopy": .object(.containerCopy),
        "checkpointCreate": .object(.checkpointCreate),
        "execCreate": .object(.execCreate),
        "execStart": .object(.execStart),
        "volumeCreate": .object(.volumeCreate),
        "volumeUpdate": .object(.volumeUpdate),
        "networkCreate": .object(.networkCreate),
        "networkConnect": .object(.networkConnect),
        "networkDisconnect": .object(.networkDisconnect),
        "authConfig": .object(.authConfig),
        "privilege": .object(.privilege),
        "swarmInit": .object(.swarmInit),
        "swarmJoin": .object(.swarmJoin),
        "swarmSpec": .object(.swarmSpec),
        "swarmUnlock": .object(.swarmUnlock),
        "serviceSpec": .object(.serviceSpec),
        "nodeSpec": .object(.nodeSpec),
        "secretSpec": .object(.secretSpec),
        "configSpec": .object(.configSpec),
    ]

    @Test func everyMemberThatAnEngineReadsIsInItsSchema() throws {
        let rows = try CatalogueFixture.rows("endpoints-bodies.txt", columns: 5)
        let listed = Dictionary(grouping: rows, by: { $0[0] })
        #expect(Set(listed.keys) == Set(Self.bodies.keys).union(["containerCreate"]))
        for (body, type) in Self.bodies {
            let expected = Dictionary(uniqueKeysWithValues: (listed[body] ?? []).map { ($0[1], $0[2]) })
            let actual = SchemaSupport.members(type)
            for (member, type) in expected {
                #expect(actual[member] == type, "\(body): \(member)")
            }
            #expect(Set(actual.keys).subtracting(expected.keys).isEmpty, "no engine reads these of \(body)")
        }
    }

    /// `containers/create` is `Config` and `HostConfig` at the top level, and three members more.
    @Test func createIsFlat() throws {
        let rows = try CatalogueFixture.rows("endpoints-bodies.txt", columns: 5).filter { $0[0] == "containerCreate" }
        let actual = SchemaSupport.members(.object(.containerCreate))
        for row in rows { #expect(actual[row[1]] == row[2], "\(row[1])") }
        #expect(rows.contains { $0[1] == "Cpuset" } && rows.contains { $0[1].hasPrefix("NetworkingConfig.") })

        let own: Set = ["HostConfig", "NetworkingConfig", "Cpuset"]
        let config = BodySchema.containerConfig.fields.map(\.name)
        let host = BodySchema.hostConfig.fields.map(\.name)
        #expect(Set(BodySchema.containerCreate.fields.map(\.name)) == own.union(config).union(host))
        #expect(own.count + config.count + host.count == BodySchema.containerCreate.fields.count)

        for field in BodySchema.containerCreate.fields {
            switch field.legacy {
            case nil: #expect(config.contains(field.name) || own.contains(field.name))
            case .cpusetCpus: #expect(field.name == "Cpuset")
            case .hostConfig: #expect(host.contains(field.name))
            case .hostConfigWhenZero:
                #expect(["Memory", "MemorySwap", "CpuShares", "CpusetCpus", "VolumeDriver"].contains(field.name))
            }
        }
        #expect(BodySchema.containerCreate.fields.count { $0.legacy == .hostConfigWhenZero } == 5)
        #expect(BodySchema.containerCreate.fields.count { $0.legacy == .hostConfig } == host.count - 5)
        #expect(SchemaSupport.field(.containerCreate, "privileged")?.legacy == .hostConfig)
        #expect(SchemaSupport.field(.hostConfig, "privileged")?.legacy == nil)
    }

    @Test func legacyPlacesAreOfCreateAlone() {
        for (schema, _) in SchemaSupport.all() where schema !== BodySchema.containerCreate {
            #expect(schema.fields.allSatisfy { $0.legacy == nil }, "\(schema.name)")
        }
    }

    /// Two names that fold to one would make a body mean two things.
    @Test func noNamesOfOneObjectFoldTogether() {
        for (schema, _) in SchemaSupport.all() {
            #expect(Set(schema.fields.map(\.folded)).count == schema.fields.count, "\(schema.name)")
            for field in schema.fields { #expect(field.name.allSatisfy { $0.isASCII }, "\(schema.name).\(field.name)") }
        }
    }

    /// No type contains itself, so a walk along the types ends.
    @Test func schemasDoNotRecur() {
        let all = SchemaSupport.all()
        #expect(all.count > 50)
        #expect((all.map(\.depth).max() ?? 99) <= 7)
        #expect(Set(all.map(\.schema.name)).count == all.count, "two schemas of one name")
    }
}
