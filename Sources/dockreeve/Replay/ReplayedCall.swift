import Policy

/// What came of one recorded call.
struct ReplayedCall {
    enum Outcome: String, CaseIterable {
        /// Decided as before.
        case same
        /// Denied before, allowed now.
        case allowed = "would-be-allowed"
        /// Allowed before, denied now.
        case denied = "would-be-denied"
        /// The record doesn't hold what a rule asks for.
        case undecidable
        /// There is nothing to compare with: ``ReplayedCall/before`` is unknown.
        case notCompared = "not-compared"
    }

    var outcome = Outcome.same
    /// The answer that it is compared with; nothing where there is none.
    var before: Bool?
    var beforeReason = ""
    var beforeRules: [String] = []
    var verdict = CandidatePolicy.Verdict()

    mutating func compare() {
        if let now = verdict.isAllowed {
            if let before {
                outcome = now == before ? .same : now ? .allowed : .denied
            } else {
                outcome = .notCompared
            }
        } else {
            outcome = .undecidable
        }
    }
}
