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
    private let counters: ServeCounters

    private var wire = WireCall()
    private var reader: CallReader
    private var pairing = PhasePairing()
    private var entry = AuditEntry()
    private var ids = DecisionIDSource()
    private var bytes: [UInt8] = []
    private let matching = MatchScratch()

    init(policies: PolicySwitch, configuration: ServeConfiguration, log: AuditTrail, counters: ServeCounters) {
        self.policies = policies
        self.log = log
        self.counters = counters
        holding = policies.hold()
        monitorsEverything = configuration.monitorsEverything
        guards = configuration.guardModes
        reader = CallReader(options: configuration.makeReaderOptions())
    }

    /// `AuthZPlugin.AuthZReq`.
    mutating func answer(_ request: AuthorizationRequest) -> AuthorizationAnswer {
        let arrival = ContinuousClock.now
        policies.update(&holding)
        counters.requests.add()
        wire.fill(from: request, scratch: &bytes)
        reader.read(swapping: &wire, needs: policy.needs)
        let id = ids.next()
        let answer = record(decide(), id, arrival)
        // dockerd runs no denied call, and asks about no answer of one.
        if answer.allow { pairing.insert(id, for: CallFingerprint(of: reader.call)) }
        return answer
    }

    /// `AuthZPlugin.AuthZRes`.
    mutating func answer(_ response: AuthorizationResponse) -> AuthorizationAnswer {
        let arrival = ContinuousClock.now
        policies.update(&holding)
        counters.responses.add()
        wire.fill(from: response, withBody: policy.readsResponses, scratch: &bytes)
        reader.read(swapping: &wire, needs: policy.needs)
        let id = pairing.take(CallFingerprint(of: reader.call)) ?? ids.next()
        return record(decide(), id, arrival)
    }

    /// A call that was refused before it could be read. The plugin protocol answers it; here it is only recorded.
    mutating func record(_ malformed: MalformedCall) {
        policies.update(&holding)
        wire.reset()
        wire.phase = malformed.phase == .request ? .request : .response
        wire.markMalformed(malformed.description)
        reader.read(swapping: &wire)
        let decision = Decision.refused(Reason(.malformedCall), message: malformed.description)
        entry.call(reader.call, decision, RecordContext(id: ids.next(), policy: policy.stamp, microseconds: 0))
        counters.add(decision)
        // There is no answer left to change: the call is denied in any case.
        do {
            counters.lastRecord.set(try log.append(entry))
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

    private mutating func record(
        _ decision: Decision,
        _ id: DecisionID,
        _ arrival: ContinuousClock.Instant
    ) -> AuthorizationAnswer {
        let took = ContinuousClock.now - arrival
        let context = RecordContext(id: id, policy: policy.stamp, groups: groups, microseconds: took.wholeMicroseconds)
        entry.call(reader.call, decision, context)
        do {
            counters.lastRecord.set(try log.append(entry))
        } catch {
            counters.unrecorded.add()
            counters.denied.add(.auditUnavailable)
            let unrecorded = Decision.refused(
                .auditUnavailable,
                message: "the decision can't be recorded, so it is a denial: \(error.message)"
            )
            return .deny(DenialMessage.text(for: unrecorded, id: id.description))
        }
        counters.add(decision)
        policy.countMonitored(decision)
        guard !decision.allowed else { return .allow }
        return .deny(DenialMessage.text(for: decision, id: id.description))
    }
}

extension Duration {
    /// Rounded down; 0 for a clock that went back.
    fileprivate var wholeMicroseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(clamping: seconds) &* 1_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000_000)
    }
}
