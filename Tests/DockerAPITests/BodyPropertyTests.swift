import DockerAPI
import TestSupport
import Testing

@Suite("Any body")
struct BodyPropertyTests {
    @Test("every spelling of a body has one canonical text and the same facts")
    func spellings() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<150 {
            let body = CreateGenerator.body(&random)
            let first = Calls.create(body.text(&random))
            #expect(first.findings.isEmpty, "\(first.findings)")
            for _ in 0..<6 {
                let text = body.text(&random)
                let other = Calls.create(text)
                #expect(other.findings.isEmpty, "\(other.findings) \(text)")
                #expect(other.canonicalText == first.canonicalText, "\(text)")
                #expect(facts(other) == facts(first), "\(text)")
                for path in ["HostConfig.Binds", "Labels[*]", "HostConfig.Mounts.Source", "Env"] {
                    #expect(Set(other["body." + path]) == Set(first["body." + path]))
                }
            }
            let again = Calls.create(first.canonicalText ?? "")
            #expect(again.canonicalText == first.canonicalText)
            #expect(facts(again) == facts(first))
        }
    }

    @Test("HostConfig at the top level says the same as in its place, but bounds nothing")
    func topLevel() {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<300 {
            let members = CreateGenerator.hostMembers(&random)
            let inner = Calls.create(JSONSpelling.object([("HostConfig", .object(members))]).text(&random))
            var outerMembers = members
            if random.next() % 2 == 0 { outerMembers.append(("HostConfig", .null)) }
            let outer = Calls.create(JSONSpelling.object(outerMembers).text(&random))
            #expect(outer.findings.isEmpty, "\(outer.findings)")
            if !members.isEmpty { #expect(outer.canonicalText == inner.canonicalText) }
            var expected = facts(inner)
            expected["memory"] = nil
            // Engines that don't read the old place take the default.
            expected["network", default: []].insert("bridge")
            #expect(facts(outer) == expected)
        }
    }

    @Test("two spellings of one member are always found")
    func twice() {
        var random = SeededGenerator(seed: 33)
        for _ in 0..<400 {
            var members = CreateGenerator.hostMembers(&random)
            members.append(("Privileged", .bool(true)))
            if members.count(where: { $0.0 == "Privileged" }) == 1 {
                members.append(("Privileged", random.next() % 2 == 0 ? .null : .bool(false)))
            }
            let inner = JSONSpelling.object([("HostConfig", .object(members))])
            #expect(Calls.create(inner.text(&random)).guards == [.ambiguousBody])
            #expect(Calls.create(JSONSpelling.object(members).text(&random)).guards == [.ambiguousBody])
        }
    }

    @Test("random changes never crash, and leave the reader as good as new")
    func mutations() {
        var random = SeededGenerator(seed: 34)
        var reader = CallReader()
        let needs = CallNeeds(facts: .all, canonicalBody: true)
        for _ in 0..<2500 {
            let uris = [
                "/containers/create", "/services/create", "/volumes/create", "/networks/create", "/containers/a/exec",
                "/x", "/v1.23/containers/a/start", "/commit", "/plugins/pull",
            ]
            var bytes = Array(CreateGenerator.body(&random).text(&random).utf8)
            for _ in 0..<Int(random.next() % 5) where !bytes.isEmpty {
                let at = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 4 {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: at)
                case 2: bytes.insert("{}[],:\"\\n0e-".utf8.randomElement(using: &random) ?? 0, at: at)
                default: bytes.replaceSubrange(at..., with: bytes[0..<at])
                }
            }
            let uri = uris[Int(random.next() % UInt64(uris.count))]
            let wire = WireCall(method: "POST", uri: uri, body: bytes)
            reader.read(wire, needs: needs)
            let fresh = Calls.read(wire)
            #expect(reader.call.findings == fresh.findings)
            #expect(reader.call.canonicalBody == fresh.canonicalBody)
            if let text = fresh.canonicalBody, !fresh.guards.contains(.ambiguousBody) {
                let again = Calls.read(WireCall(method: "POST", uri: uri, body: Array(text.utf8)))
                #expect(again.canonicalBody == text)
            }
        }
    }

    @Test("recorded bodies, cut off anywhere, are refused")
    func cut() {
        for recorded in RecordedCall.all.prefix(120) {
            let call = Calls.read(recorded.wire)
            guard let text = call.canonicalBody, text.utf8.count > 2 else { continue }
            let bytes = Array(text.utf8)
            for end in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 40)) {
                let cut = WireCall(method: call.method, uri: call.rawURI, body: Array(bytes[..<end]))
                #expect(Calls.read(cut).guards.contains(.malformedBody))
            }
        }
    }

    private func facts(_ call: APICall) -> [String: Set<String>] {
        Dictionary(uniqueKeysWithValues: call.allFacts.map { ($0.fact.rawValue, Set($0.values)) })
    }
}
