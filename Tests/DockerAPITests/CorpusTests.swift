import DockerAPI
import Testing

@Suite("Attacks and harmless calls on a real engine")
struct CorpusTests {
    @Test("no guard finds anything in a harmless call", arguments: CorpusCase.all.filter { $0.must == "allow" })
    func harmless(_ corpus: CorpusCase) {
        let call = Calls.read(corpus.wire)
        #expect(call.findings.isEmpty, "\(call.findings)")
        #expect(reasons(corpus, call).isEmpty)
    }

    @Test(
        "an attack is found by a guard, or its facts tell what it reaches",
        arguments: CorpusCase.all.filter { $0.must == "deny" }
    )
    func attack(_ corpus: CorpusCase) {
        let call = Calls.read(corpus.wire)
        #expect(!reasons(corpus, call).isEmpty, "\(call.findings) \(call.allFacts)")
    }

    @Test("the corpus is there")
    func size() {
        #expect(CorpusCase.all.count { $0.must == "deny" } == 128)
        #expect(CorpusCase.all.count { $0.must == "allow" } == 69)
    }

    /// What a policy would hold against a call that lets members do everything but reach the host.
    private func reasons(_ corpus: CorpusCase, _ call: APICall) -> [String] {
        var reasons = call.findings.map(\.description)
        let forbidden: [Fact] = [
            .privileged, .hostNamespace, .capability, .device, .unconfined, .plugin, .swarm, .node, .secret, .config,
        ]
        for (fact, values) in call.allFacts {
            if forbidden.contains(fact) { reasons += values.map { "\(fact.rawValue) \($0)" } }
            if fact == .hostMount {
                let home = "/home/\(corpus.user)"
                reasons += values.filter { $0 != home && !$0.hasPrefix(home + "/") }
            }
        }
        return reasons
    }
}
