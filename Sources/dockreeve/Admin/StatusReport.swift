import Audit
import DockerPlugin
import Policy

/// How the plugin is, at one moment.
struct StatusReport: Sendable {
    enum Health: String, Sendable {
        case ok
        /// Somebody should look.
        case attention
    }

    /// What the counters stood at.
    struct Calls: Sendable {
        var requests: UInt64 = 0
        var responses: UInt64 = 0
        var allowed: [(reason: String, count: UInt64)] = []
        var denied: [(reason: String, count: UInt64)] = []
        var wouldDeny: [(reason: String, count: UInt64)] = []
        var wouldAllow: UInt64 = 0
        var unrecorded: UInt64 = 0

        init() {}

        init(_ counters: ServeCounters) {
            requests = counters.requests.value
            responses = counters.responses.value
            allowed = counters.allowed.counts
            denied = counters.denied.counts
            wouldDeny = counters.wouldDeny.counts
            wouldAllow = counters.wouldAllow.value
            unrecorded = counters.unrecorded.value
        }
    }

    let version: String
    let process: Int32
    let started: Timestamp
    let configuration: ServeConfiguration
    let policy: PolicyInForce
    let reload: ReloadReport
    let calls: Calls
    let log: LogStatus
    let connections: ConnectionCounts
    let sinks: [SinkStatus]

    /// Rules in monitor mode that are named; whoever tries more of them at once looks into the audit log.
    static let ruleLimit = 500

    /// What somebody should look at, most urgent first.
    var attention: [String] {
        var attention: [String] = []
        if policy.policy == nil { attention.append("there is no policy: every call is denied") }
        if reload.isKept {
            attention.append("the rule files can't be used: the last good policy of a run before decides")
        } else if reload.isRefusing, policy.policy != nil {
            attention.append("the rule files as they are now are refused: the policy in force is older")
        }
        if let failure = log.failure {
            let calls = log.onFailure == .deny ? "every call is denied" : "calls go on without a record"
            attention.append("the audit log can't be kept since \(failure.since), \(calls): \(failure.error)")
        }
        if calls.unrecorded > 0 { attention.append("\(calls.unrecorded) decisions could not be recorded") }
        for sink in sinks {
            if sink.needsAttention {
                attention.append("the audit sink `\(sink.name)` takes nothing: \(sink.stateText)")
            }
            if sink.dropped > 0 {
                attention.append("\(sink.dropped) records were dropped for the audit sink `\(sink.name)`")
            }
        }
        if let error = log.rotationError { attention.append("the audit log isn't rotated as it should be: \(error)") }
        if configuration.monitorsEverything { attention.append("monitor mode: every call is allowed") }
        if let problem = reload.keepingProblem {
            attention.append("the policy in force is not kept for a restart: \(problem)")
        }
        return attention
    }

    var health: Health { attention.isEmpty ? .ok : .attention }

    /// `in-force`, `kept` or `none`.
    var state: String { policy.policy == nil ? "none" : reload.isKept ? "kept" : "in-force" }

    var monitoredRules: [RuleReference] { policy.policy?.rules.filter { $0.mode == .monitor } ?? [] }

    /// The files in which every rule only records.
    var monitoredFiles: [String] {
        guard let policy = policy.policy else { return [] }
        let enforced = Set(policy.rules.filter { $0.mode == .enforce }.map(\.file))
        let monitored = Set(monitoredRules.map(\.file))
        return policy.files.map(\.name).filter { monitored.contains($0) && !enforced.contains($0) }
    }
}
