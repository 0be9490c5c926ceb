import Testing

@testable import DockerAPI

@Suite("Memory of a reader")
struct MemoryTests {
    @Test("what one large call took isn't kept")
    func large() {
        let needs = CallNeeds(facts: .all, canonicalBody: true)
        let padding = String(repeating: "x", count: 100)
        let mounts = (0..<30_000).map { "{\"Type\":\"bind\",\"Source\":\"/\($0)/\(padding)\"}" }.joined(separator: ",")
        let large = WireCall(
            method: "POST",
            uri: "/containers/create",
            body: Array("{\"HostConfig\":{\"Mounts\":[\(mounts)]}}".utf8)
        )
        let small = WireCall(method: "GET", uri: "/info")
        var reader = CallReader()
        reader.read(large, needs: needs)
        #expect(reader.call.findings.isEmpty)
        #expect(reader.call["uses.host_mount"].count == 30_000)
        #expect(reader.call.wire.arena.capacity > 2 << 20)
        #expect(reader.call.body.nodes.capacity > 1 << 17)
        reader.read(small, needs: needs)
        reader.read(small, needs: needs)
        #expect(reader.call.wire.arena.capacity < 1 << 20)
        #expect(reader.call.body.nodes.capacity == 0)
        #expect(reader.call.bodyText.capacity == 0)
        #expect(reader.call.facts.bytes.capacity == 0)
    }

    @Test("what usual calls took is kept")
    func usual() {
        var reader = CallReader()
        let body = Array("{\"HostConfig\":{\"Binds\":[\"/a:/b\"]}}".utf8)
        let wire = WireCall(method: "POST", uri: "/containers/create", body: body)
        reader.read(wire, needs: CallNeeds(facts: .all, canonicalBody: true))
        let capacities = [
            reader.call.wire.arena.capacity, reader.call.body.nodes.capacity, reader.call.bodyText.capacity,
            reader.call.facts.bytes.capacity,
        ]
        reader.read(WireCall(method: "GET", uri: "/info"))
        #expect(reader.call.wire.arena.capacity == capacities[0])
        #expect(reader.call.body.nodes.capacity == capacities[1])
        #expect(reader.call.bodyText.capacity == capacities[2])
        #expect(reader.call.facts.bytes.capacity == capacities[3])
    }

    @Test("depth stays where recursion is safe")
    func depth() {
        #expect(ReaderOptions(maximumDepth: 1_000_000).maximumDepth == 1000)
        #expect(ReaderOptions(maximumDepth: -5).maximumDepth == 1)
        let options = ReaderOptions(maximumDepth: .max)
        let nested = String(repeating: "[", count: 999) + "1" + String(repeating: "]", count: 999)
        let call = Calls.read(body: "{\"x\":\(nested)}", options: options)
        #expect(call.findings.isEmpty)
        #expect(call["body.x"] == ["1"])
        #expect(call.canonicalText == "{\"x\":\(nested)}")
    }
}
