import DockerAPI
import FuzzCalls
import FuzzLogs
import FuzzSupport
import PCRE2
import Policy
import StrictJSON

@testable import Audit

/// The input is a call, decided by policies that look at everything: deciding and explaining say the same, and whatever
/// the call holds, the record is one line of strict JSON that is read back as it was meant, and nothing that is shown can
/// act on a terminal.
@main struct DecisionTarget: FuzzTarget {
    private let policies = DecisionPolicies.all
    private var reader = CallReader()
    private let scratch = MatchScratch()
    private var entry = AuditEntry()
    private let redactor = Redactor()
    private var tokens = JSONTokens()
    private var recorded = RecordedDecision()
    private var fields = RecordFields()

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
            entry.call(
                call,
                decision,
                RecordContext(id: DecisionID(), policy: stamp, groups: groups, microseconds: 1),
                redactor
            )
            checkRecord(entry.members)
            checkReadBack(decision, call)
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

    /// The record as the log writes it, read by those who look for it afterwards.
    private mutating func checkReadBack(_ decision: Decision, _ call: APICall) {
        var writer = LogWriter()
        writer.append(entry.members)
        let line = writer.lines[0].bytes
        var verifier = ChainVerifier()
        verifier.read(line.span, number: 1, isEnded: true)
        require(verifier.finish().isWhole, "the record isn't part of the chain")

        guard case .decision = recorded.load(line, 0..<line.count) else { fail("the record is no decision") }
        require(recorded.isAllowed == decision.allowed, "the record says another decision")
        require(recorded.phase == call.phase && recorded.sequence == 1, "the record says another phase or number")
        for (one, other) in [
            (recorded.user, call.user), (recorded.method, call.method), (recorded.action, call.action),
            (recorded.reason.rawValue, decision.reason.rawValue),
        ] {
            require(
                one.mended.utf8.elementsEqual(other.mended.utf8),
                "\(shown(other.utf8)) is recorded as \(shown(one.utf8))"
            )
        }
        require(recorded.rules == decision.rules.map(\.id), "the record says other rules")
        if fields.skim(line.span) {
            for field in RecordField.allCases {
                require(fields[field]?.range == recorded.token(field)?.range, "`\(field.name)` is found elsewhere")
            }
        }
    }
}

extension String {
    /// What is no UTF-8 has become U+FFFD, of which one way makes more than the other.
    ///
    /// By scalars: a mark behind it is one character with it.
    fileprivate var mended: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars where scalar != "\u{FFFD}" || scalars.last != scalar { scalars.append(scalar) }
        return String(scalars)
    }
}
