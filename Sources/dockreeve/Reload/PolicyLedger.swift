import Audit
import Policy

/// Keeps book of the policies that were in force and refused, and says what becomes of the files that were just read.
///
/// Pure: it neither reads files nor writes records.
struct PolicyLedger {
    /// What was found in the policy directory.
    enum Candidate {
        /// A policy whose own tests pass.
        case good(sha256: String)
        /// What is wrong with it; the first error first.
        case bad([Diagnostic])
    }

    enum Verdict: Equatable {
        /// It is what is in force.
        case unchanged
        /// It is what is in force, and what was refused in between is gone.
        case restored
        case install(PolicyStamp)
        /// The same refusal again is no news.
        case refuse(PolicyRefusal, isNews: Bool)
    }

    /// The policy that decides; nothing while every call is denied.
    private(set) var inForce: PolicyStamp?
    /// Whether that is the last good one of a run before, since the files can't be used.
    private(set) var isKept = false
    /// The newest refusal, also after something better came.
    private(set) var lastRefusal: PolicyRefusal?
    /// Whether the files are refused as they are now.
    private(set) var isRefusing = false
    private var revision: UInt64 = 0

    mutating func consider(_ candidate: Candidate, at time: Timestamp) -> Verdict {
        switch candidate {
        case .bad(let diagnostics):
            let refusal = PolicyRefusal(time: time, diagnostics: diagnostics)
            let isNews = !isRefusing || lastRefusal?.text != refusal.text
            if isNews { lastRefusal = refusal }
            isRefusing = true
            return .refuse(lastRefusal ?? refusal, isNews: isNews)
        case .good(let sha256):
            let wasRefusing = isRefusing
            isRefusing = false
            if sha256 == inForce?.sha256 {
                isKept = false
                return wasRefusing ? .restored : .unchanged
            }
            isKept = false
            return .install(next(sha256))
        }
    }

    /// Puts the last good policy of a run before in force, for the files can't be used.
    mutating func keep(sha256: String) -> PolicyStamp {
        isKept = true
        return next(sha256)
    }

    private mutating func next(_ sha256: String) -> PolicyStamp {
        revision &+= 1
        let stamp = PolicyStamp(revision: revision, sha256: sha256)
        inForce = stamp
        return stamp
    }
}
