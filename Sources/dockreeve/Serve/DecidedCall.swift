import Audit
import DockerPlugin
import Policy

/// A call that was decided, on its way to the answer, which depends on what becomes of its record.
struct DecidedCall: Sendable {
    let decision: Decision
    let id: DecisionID
    let policy: PolicyInForce
    let counters: ServeCounters
    let onFailure: FailureMode
    /// What the client of a denied call is told.
    var denial = ""

    /// The answer, now or when the record is as safe as it has to be.
    func reply(recording entry: AuditEntry, in log: AuditTrail) -> AuthorizationReply {
        do {
            switch try log.submit(entry) {
            case .kept: return .now(answer())
            case .pending(let record):
                return .later {
                    do throws(AuditError) { try await record.kept() } catch { return unrecorded(error) }
                    return answer()
                }
            }
        } catch {
            return .now(unrecorded(error))
        }
    }

    /// The answer to a call whose record is where it has to be, or that has none.
    func answer() -> AuthorizationAnswer {
        counters.add(decision)
        policy.countMonitored(decision)
        return decision.allowed ? .allow : .deny(denial)
    }

    private func unrecorded(_ error: AuditError) -> AuthorizationAnswer {
        counters.unrecorded.add()
        guard onFailure == .deny else { return answer() }
        counters.denied.add(.auditUnavailable)
        let refused = Decision.refused(
            .auditUnavailable,
            message: "the decision can't be recorded, so it is a denial: \(error.message)"
        )
        return .deny(DenialMessage.text(for: refused, id: id.description))
    }
}
