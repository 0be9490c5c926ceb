import Audit
import DockerAPI
import DockerPlugin
import PCRE2
import Policy

/// The way of one call from what dockerd sent to the answer: read, decide, record.
///
/// Not thread-safe; it keeps every buffer from one call to the next.
struct DecisionDesk {
    private let policies: PolicySwitch
    private var holding: PolicySwitch.Holding
    private let guards: GuardModes
    private let monitorsEverything: Bool
    private let log: AuditTrail
    private let onFailure: FailureMode
    private let counters: ServeCounters
    /// What is recorded of calls whose rules don't say.
    private let level: AuditLevel

    private var wire = WireCall()
    private var reader: CallReader
    private var pairing = PhasePairing()
    private var entry = AuditEntry()
    private var ids = DecisionIDSource()
    private var bytes: [UInt8] = []
    private let matching = MatchScratch()
    private let redactor: Redactor

    init(
        policies: PolicySwitch,
        configuration: ServeConfiguration,
        log: AuditTrail,
        counters: ServeCounters,
        redactor: Redactor
    ) {
        self.redactor = redactor
        level = configuration.audit.level
        self.policies = policies
        self.log = log
        onFailure = configuration.audit.onFailure
        self.counters = counters
        holding = policies.hold()
        monitorsEverything = configuration.monitorsEverything
        guards = configuration.guardModes
        reader = CallReader(options: configuration.makeReaderOptions())
    }

    /// `AuthZPlugin.AuthZReq`.
    mutating func reply(to request: AuthorizationRequest) -> AuthorizationReply {
        let arrival = ContinuousClock.now
        policies.update(&holding)
        counters.requests.add()
        wire.fill(from: request, scratch: &bytes)
        reader.read(swapping: &wire, needs: policy.needs)
        let decision = decide()
        let call = PhasePairing.Pending(id: ids.next(), level: decision.auditLevel(level))
        let reply = record(decision, call, arrival)
        // dockerd runs no denied call, and asks about no answer of one.
        if decision.allowed, reply.isOpenOrAllowed {
            pairing.insert(call.id, level: call.level, for: CallFingerprint(of: reader.call))
        }
        return reply
    }

    /// `AuthZPlugin.AuthZRes`.
    mutating func reply(to response: AuthorizationResponse) -> AuthorizationReply {
        let arrival = ContinuousClock.now
        policies.update(&holding)
        counters.responses.add()
        wire.fill(from: response, scratch: &bytes)
        var call = pairing.takeCall(CallFingerprint(of: wire)) ?? PhasePairing.Pending(id: ids.next(), level: level)
        var needs = policy.needs
        let isRecorded = call.level == .response
        if isRecorded { needs.responseBody = true }
        if isRecorded || policy.readsResponses { wire.fillBody(from: response, scratch: &bytes) }
        reader.read(swapping: &wire, needs: needs)
        let decision = decide()
        call.level = decision.auditLevel(call.level)
        return record(decision, call, arrival)
    }

    /// A call that was refused before it could be read. The plugin protocol answers it; here it is only recorded.
    mutating func record(_ malformed: MalformedCall) {
        policies.update(&holding)
        wire.reset()
        wire.phase = malformed.phase == .request ? .request : .response
        wire.markMalformed(malformed.description)
        reader.read(swapping: &wire)
        let decision = Decision.refused(Reason(.malformedCall), message: malformed.description)
        let context = RecordContext(id: ids.next(), policy: policy.stamp, microseconds: 0)
        entry.call(reader.call, decision, context, redactor)
        counters.add(decision)
        // There is no answer left to change: the call is denied in any case.
        do {
            _ = try log.submit(entry)
        } catch {
            counters.unrecorded.add()
        }
    }

    /// One call has one policy, from its reading to its record.
    private var policy: PolicyInForce { holding.policy }

    private func decide() -> Decision {
        let decision =
            policy.policy?.decide(reader.call, guards: guards, scratch: matching)
            ?? Decision.refused(.noPolicy, message: policy.refusalMessage)
        return monitorsEverything ? decision.monitored() : decision
    }

    private var groups: [String] { policy.policy?.groups(of: reader.call) ?? [] }

    /// - Parameter call: Its level is how much is recorded.
    private mutating func record(
        _ decision: Decision,
        _ call: PhasePairing.Pending,
        _ arrival: ContinuousClock.Instant
    ) -> AuthorizationReply {
        let took = ContinuousClock.now - arrival
        var decided = DecidedCall(
            decision: decision,
            id: call.id,
            policy: policy,
            counters: counters,
            onFailure: onFailure
        )
        guard call.level > .none else { return .now(decided.answer()) }
        let context = RecordContext(
            id: call.id,
            policy: policy.stamp,
            groups: groups,
            microseconds: took.wholeMicroseconds,
            level: call.level
        )
        entry.call(reader.call, decision, context, redactor)
        if !decision.allowed {
            decided.denial = redactor.cleaned(DenialMessage.text(for: decision, id: call.id.description))
        }
        return decided.reply(recording: entry, in: log)
    }
}

extension AuthorizationReply {
    /// Whether the call may run, or it isn't known yet.
    fileprivate var isOpenOrAllowed: Bool {
        if case .now(let answer) = self { answer.allow } else { true }
    }
}

extension Duration {
    /// Rounded down; 0 for a clock that went back.
    fileprivate var wholeMicroseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(clamping: seconds) &* 1_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000_000)
    }
}
