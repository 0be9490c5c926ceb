import DockerAPI
import TestSupport
import Testing

@Suite("One reader for many calls")
struct ReaderReuseTests {
    @Test("nothing of a call is left in the next")
    func noTraces() {
        let needs = CallNeeds(facts: .all, canonicalBody: true, responseBody: true)
        var wires = RecordedCall.all.map(\.wire) + CorpusCase.all.map(\.wire)
        wires.append(WireCall())
        var random = SeededGenerator(seed: 21)
        wires.shuffle(using: &random)
        var reader = CallReader()
        var lean = CallReader()
        for wire in wires {
            reader.read(wire, needs: needs)
            lean.read(wire)
            let fresh = Calls.read(wire)
            for call in [reader.call, lean.call] {
                #expect(call.findings == fresh.findings)
                #expect(call.uri == fresh.uri && call.action == fresh.action && call.target == fresh.target)
                #expect(call.canonicalBody == fresh.canonicalBody)
                #expect(call.allFacts.elementsEqual(fresh.allFacts) { $0 == $1 })
                for fact in Fact.allCases { #expect(call.values(of: .fact(fact)) == fresh.values(of: .fact(fact))) }
                #expect(call["response.body.Id"] == fresh["response.body.Id"])
            }
        }
    }

    @Test("what was announced is what is found on demand")
    func needs() {
        for corpus in CorpusCase.all {
            let fresh = Calls.read(corpus.wire)
            for fact in Fact.allCases {
                let one = Calls.read(corpus.wire, CallNeeds(facts: FactSet(fact)))
                #expect(one.values(of: .fact(fact)) == fresh.values(of: .fact(fact)))
            }
        }
    }

    @Test("a set of facts has a place for each")
    func facts() {
        for (index, fact) in Fact.allCases.enumerated() {
            #expect(FactSet(fact).rawValue == 1 << UInt64(index))
            #expect(FactSet.all.contains(fact))
        }
        var needs = CallNeeds()
        needs.insert(.fact(.image))
        needs.insert(.body)
        #expect(needs == CallNeeds(facts: FactSet(.image), canonicalBody: true))
        needs.insert(.certificate(.ou))
        needs.insert(.method)
        #expect(!needs.responseBody)
    }

    @Test("visiting stops where the visitor says so")
    func stops() {
        let call = Calls.create(#"{"Env":["a","b","c"],"Labels":{"x":"1","y":"2"},"HostConfig":{"CapAdd":["A","B"]}}"#)
        for name in ["body.Env", "body.Labels[*]", "uses.env", "uses.capability"] {
            guard let attribute = try? CallAttribute(parsing: name) else { continue }
            var count = 0
            call.forEachValue(of: attribute) { _ in
                count += 1
                return false
            }
            #expect(count == 1, "\(name)")
        }
    }
}
