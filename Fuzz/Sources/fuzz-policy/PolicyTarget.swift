import DockerAPI
import FuzzSupport
import PCRE2
import Policy
import StrictJSON

@testable import Configuration

/// The input is a rule file, and a configuration file: each is taken whole or refused with a place that is in it, and a
/// policy that was taken decides and explains calls.
@main struct PolicyTarget: FuzzTarget {
    private let scratch = MatchScratch()
    private let calls: [APICall]
    private var reader = CallReader()

    init() {
        let create = #"{"Image":"busybox","Env":["A=1"],"HostConfig":{"Binds":["/etc:/x"],"Memory":67108864}}"#
        let samples = [
            WireCall(method: "GET", uri: "/v1.43/containers/json?all=1"),
            WireCall(
                method: "POST",
                uri: "/v1.43/containers/create?name=web",
                headers: [("Content-Type", "application/json"), ("X-Test", "a")],
                body: Array(create.utf8),
                user: "alice",
                authentication: "TLS"
            ),
            WireCall(method: "DELETE", uri: "/nowhere/%2e%2e", user: "a.*(\\E"),
        ]
        calls = samples.map { wire in
            var reader = CallReader()
            reader.read(wire, needs: CallNeeds(facts: .all, canonicalBody: true))
            return reader.call
        }
    }

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let text = Array(input)
        checkYAML(text)
        checkConfiguration(text)
        let result = Policy.compile([RuleFile(name: "rules.yaml", text: text)])
        for diagnostic in result.diagnostics { check(diagnostic, text) }
        guard let policy = result.policy else {
            require(result.diagnostics.contains { $0.severity == .error }, "refused without an error")
            return
        }
        require(!result.diagnostics.contains { $0.severity == .error }, "taken in spite of an error")
        for call in calls { decide(policy, call) }
        for test in policy.tests.prefix(8) {
            reader.read(test.call.wire(), needs: policy.needs)
            decide(policy, reader.call)
        }
    }

    private func checkYAML(_ text: [UInt8]) {
        guard case .failure(let fault) = YAMLReader.read(text) else { return }
        require(!fault.message.isEmpty, "a fault without words")
        require((0...text.count).contains(fault.mark.offset), "a fault outside of the text")
        let line = text[..<fault.mark.offset].count { $0 == 0x0A } + 1
        require(fault.mark.line == line, "the line is \(fault.mark.line) and should be \(line)")
        require(fault.mark.column >= 1, "a column before the first")
    }

    private func checkConfiguration(_ text: [UInt8]) {
        guard case .failure(let error) = ConfigurationReader.read(text, file: "rules.yaml") else { return }
        require(!error.diagnostics.isEmpty, "a configuration is refused without a reason")
        for diagnostic in error.diagnostics { check(diagnostic, text) }
    }

    private func check(_ diagnostic: Diagnostic, _ text: [UInt8]) {
        require(diagnostic.file == "rules.yaml", "a mistake in another file")
        let lines = text.count { $0 == 0x0A } + 1
        require((0...lines).contains(diagnostic.line), "line \(diagnostic.line) of \(lines)")
        require(diagnostic.line == 0 || diagnostic.column >= 1, "a column before the first")
        require(!diagnostic.message.isEmpty && !diagnostic.message.contains("\n"), "an odd message")
        let text = diagnostic.description
        require(text.actingCharacter == nil, "a message can act on a terminal: \(shown(text.utf8))")
    }

    private func decide(_ policy: Policy, _ call: APICall) {
        let decision = policy.decide(call, scratch: scratch)
        let explanation = policy.explain(call, scratch: scratch)
        require(
            explanation.decision.allowed == decision.allowed && explanation.decision.rules == decision.rules,
            "explaining says another decision"
        )
        if decision.allowed {
            require(call.findings.isEmpty, "allowed in spite of a guard")
            let hasCause = decision.reason == .defaultAllow || decision.rules.contains { $0.effect == .allow }
            require(hasCause, "allowed by nothing")
        }
        var writer = JSONWriter()
        explanation.write(to: &writer)
        require(JSONReference.read(writer.bytes) != nil, "the explanation is no strict JSON")
        let text = explanation.text(isComplete: true)
        require(
            !text.isEmpty && text.actingCharacter == nil,
            "the explanation can act on a terminal: \(shown(text.utf8))"
        )
    }
}
