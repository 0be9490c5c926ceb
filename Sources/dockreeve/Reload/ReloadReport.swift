import Audit

/// How the policy directory stands with the policy in force, for those who look.
struct ReloadReport: Sendable {
    /// Whether the policy in force is the last good one of a run before.
    var isKept = false
    /// Whether the files are refused as they are now.
    var isRefusing = false
    var lastRefusal: PolicyRefusal?
    /// How often the files were read.
    var readings: UInt64 = 0
    /// Why the policy in force could not be put away for the next start.
    var keepingProblem: String?
    /// Why changes of the files may be noticed late.
    var watchProblem: String?
}
