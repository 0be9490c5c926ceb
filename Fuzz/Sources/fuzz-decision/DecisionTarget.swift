import DockerAPI
import FuzzCalls
import FuzzSupport
import PCRE2
import Policy
import StrictJSON

@testable import Audit

/// The input is a call, decided by policies that look at everything: deciding and explaining say the same, and whatever
/// the call holds, the record is one line of strict JSON and nothing that is shown can act on a terminal.
@main struct DecisionTarget: FuzzTarget {
    private let policies = DecisionPolicies.all
    private var reader = CallReader()
    private let scratch = MatchScratch()
    private var entry = AuditEntry()
    private var tokens = JSONTokens()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let text = CallText(input)
        for policy in policies {
            var needs = policy.needs
            // Most are read as the plugin reads them: all that the record will say is prepared.
            if input.count % 8 != 0 { AuditEntry.insertNeeds(into: &needs) }
            reader.read(text.wire, needs: needs)
            for guards in [GuardModes.enforced, DecisionPolicies.monitored] { check(policy, guards) }
        }
    }

    private mutating func check(_ policy: Policy, _ guards: GuardModes) {
        let call = reader.call
        let decision = policy.decide(call, guards: guards, scratch: scratch)
        let explanation = policy.explain(call, guards: guards, scratch: scratch)
        require(
            explanation.decision.allowed == decision.allowed && explanation.decision.reason == decision.reason
                && explanation.decision.rules == decision.rules,
            "explaining says another decision"
        )
        checkDecision(decision, call, guards)
        checkShown(explanation)

        let (groups, stamp) = (policy.groups(of: call), PolicyStamp(revision: 1, sha256: "00"))
        for decision in [decision, decision.monitored()] {
            entry.call(call, decision, RecordContext(id: DecisionID(), policy: stamp, groups: groups, microseconds: 1))
            checkRecord(entry.members)
        }
        let message = DenialMessage.text(for: decision, id: "0123456789abcdef")
        require(message.actingCharacter == nil && !message.contains("\n"), "the message can act on a terminal")
    }

    private func checkDecision(_ decision: Decision, _ call: APICall, _ guards: GuardModes) {
        let enforced = call.findings.filter { guards[$0.guard] != .monitor }
        if let first = enforced.first {
            require(!decision.allowed, "allowed in spite of \(first)")
            require(decision.reason.rawValue == first.guard.rawValue, "another reason than \(first)")
        }
        if decision.rules.contains(where: { $0.effect == .deny }) {
            require(!decision.allowed, "a deny rule does not deny")
        }
        if enforced.isEmpty, decision.failures.contains(where: { $0.rule.mode == .enforce }) {
            require(!decision.allowed, "allowed in spite of a rule that could not be evaluated")
        }
        require(decision.monitored().allowed, "monitor mode denies")
    }

    private mutating func checkShown(_ explanation: Explanation) {
        let text = explanation.text(isComplete: true)
        require(text.actingCharacter == nil, "the explanation can act on a terminal: \(shown(text.utf8))")
        var writer = JSONWriter()
        explanation.write(to: &writer)
        if let fault = tokens.scan(writer.bytes.span) { fail("the explanation is no strict JSON: \(fault)") }
    }

    private mutating func checkRecord(_ record: [UInt8]) {
        if let fault = tokens.scan(record.span) { fail("the record is no strict JSON: \(fault)") }
        guard case .object(let members) = JSONValue(record.span, tokens.tokens) else { fail("the record is no object") }
        require(Set(members.map(\.name)).count == members.count, "a member of the record is there twice")
        require(String(decoding: record, as: UTF8.self).actingCharacter == nil, "the record can act on a terminal")
        require(!record.contains(UInt8(ascii: "\n")), "the record is more than one line")
    }
}
