import Audit
import DockerAPI
import Policy

/// Runs recorded calls through a policy.
///
/// One for a whole run: it keeps every buffer from one call to the next.
struct Replayer: ~Copyable {
    let candidate: CandidatePolicy
    /// The policy to compare with; without one, what the record says was decided.
    let reference: CandidatePolicy?
    private let enforcesMonitored: Bool
    private(set) var reader: CallReader
    private var scratch = RecordScratch()
    /// What nobody knows of the call read last.
    private(set) var unknowns = CallUnknowns.nothing

    init(_ policy: Policy, against reference: Policy?, enforcesMonitored: Bool) {
        candidate = CandidatePolicy(policy, enforcesMonitored: enforcesMonitored)
        self.reference = reference.map { CandidatePolicy($0, enforcesMonitored: enforcesMonitored) }
        self.enforcesMonitored = enforcesMonitored
        let certificates = CertificateCache()
        reader = CallReader(options: ReaderOptions(readCertificate: { certificates.certificate($0) }))
    }

    /// A decision of the audit log.
    mutating func replay(_ record: RecordedDecision) -> ReplayedCall {
        unknowns = record.read(into: &reader, &scratch)
        let guards = guards(of: record)
        var call = ReplayedCall()
        call.verdict = candidate.verdict(reader.call, unknowns, guards: guards)
        if let reference {
            take(reference.verdict(reader.call, unknowns, guards: guards), as: &call)
        } else {
            takeRecorded(record, as: &call)
        }
        call.compare()
        if reference == nil, call.outcome != .same {
            call.beforeReason = record.text(.reason)
            call.beforeRules = record.rules
        }
        return call
    }

    /// A call as dockerd sent it; nobody recorded what was answered.
    mutating func replay(_ wire: inout WireCall) -> ReplayedCall {
        unknowns = .nothing
        // What the other policy asks for beside it is made on the spot.
        reader.read(swapping: &wire, needs: candidate.policy.needs)
        var call = ReplayedCall()
        call.verdict = candidate.verdict(reader.call)
        if let reference { take(reference.verdict(reader.call), as: &call) }
        call.compare()
        return call
    }

    private func take(_ verdict: CandidatePolicy.Verdict, as call: inout ReplayedCall) {
        call.before = verdict.isAllowed
        call.beforeReason = verdict.reason?.rawValue ?? ""
        call.beforeRules = verdict.rules.map(\.id)
    }

    private func takeRecorded(_ record: RecordedDecision, as call: inout ReplayedCall) {
        if !record.isAllowed || record.has(.would) {
            call.beforeReason = record.text(.reason)
            // No policy said so, and none could have changed it.
            guard !Self.isAboutThePlugin(call.beforeReason) else { return }
        }
        call.before = record.isAllowed
        if enforcesMonitored, record.has(.would), let would = record.would { call.before = would.isAllowed }
    }

    /// Denials that the plugin's own state made, not the call.
    private static func isAboutThePlugin(_ reason: String) -> Bool {
        [Reason.noPolicy, .auditUnavailable, .internalError].contains { $0.rawValue == reason }
    }

    /// The guards that have the last word about a recorded call.
    private func guards(of record: RecordedDecision) -> [Guard] {
        guard record.has(.findings) else { return record.denyingGuard.map { [$0] } ?? [] }
        if let guarding = record.denyingGuard { return [guarding] }
        // Found, and yet it went on to the rules: the guard was in monitor mode, or there was no policy to go on to.
        let monitored = record.would?.guards ?? []
        return record.foundGuards.filter { enforcesMonitored || !monitored.contains($0.rawValue) }
    }
}
