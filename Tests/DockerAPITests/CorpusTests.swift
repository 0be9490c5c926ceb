import DockerAPI
import Testing

@Suite("Attacks and harmless calls on a real engine")
struct CorpusTests {
    @Test("no guard finds anything in a harmless call", arguments: CorpusCase.all.filter { $0.must == "allow" })
    func harmless(_ corpus: CorpusCase) {
        let call = Calls.read(corpus.wire)
        #expect(call.findings.isEmpty, "\(call.findings)")
    }
}
