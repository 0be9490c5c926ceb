import DockerAPI
import TestSupport
import Testing

@Suite("Facts that a kind of call can have")
struct PossibleFactTests {
    @Test("no call has a fact that its endpoint can't have")
    func superset() {
        var reader = CallReader()
        var seen: FactSet = []
        var calls = RecordedCall.all.map(\.wire) + CorpusCase.all.map(\.wire)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let body = CreateGenerator.body(&random).text(&random)
            calls.append(WireCall(method: "POST", uri: "/containers/create", body: Array(body.utf8)))
        }
        for wire in calls {
            reader.read(wire)
            guard reader.call.findings.isEmpty else { continue }
            let present = reader.call.presentFacts(of: .all)
            #expect(present.isSubset(of: reader.call.possibleFacts), "\(reader.call.method) \(reader.call.uri)")
            seen.formUnion(present)
        }
        #expect(seen.rawValue.nonzeroBitCount > 25)
    }

    @Test("a list gives nothing, a create nearly everything")
    func examples() throws {
        func facts(_ action: String) throws -> FactSet {
            try #require(Catalogue.endpoints(for: action).first).possibleFacts
        }
        #expect(try facts("container.list").isEmpty)
        #expect(try facts("exec.create") == [FactSet(.privileged), FactSet(.containerUser), FactSet(.env)])
        #expect(try facts("container.attach") == FactSet(.opaque))
        let create = try facts("container.create")
        for fact in [Fact.privileged, .hostMount, .hostMountRW, .device, .image, .network, .unconfined, .memory] {
            #expect(create.contains(fact), "\(fact)")
        }
        #expect(try !create.contains(.swarm) && facts("swarm.init").contains(.swarm))
        #expect(try facts("volume.create").contains(.hostMount))
    }
}
