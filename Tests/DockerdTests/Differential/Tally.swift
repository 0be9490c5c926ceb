/// What came of many cases.
struct Tally: Sendable {
    private struct Denials: Sendable {
        var count = 0
        /// The first few, so that somebody can judge whether they are worth denying.
        var examples: [String] = []
    }

    private(set) var failures: [CaseResult] = []
    private(set) var agreed = 0
    private var refused = 0
    private var notAsked = 0
    private var denied: [String: [CaseResult.Trial: Denials]] = [:]

    var total: Int {
        failures.count + agreed + refused + notAsked + denied.values.flatMap(\.values).map(\.count).reduce(0, +)
    }

    mutating func add(_ result: CaseResult) {
        switch result.ending {
        case .agreed: agreed += 1
        case .differed: failures.append(result)
        case .refused: refused += 1
        case .notAsked: notAsked += 1
        case .denied(let finding, let trial):
            var denials = denied[finding.guard.rawValue, default: [:]][trial, default: Denials()]
            denials.count += 1
            if denials.examples.count < 3 { denials.examples.append("\(finding.detail) (seed \(result.seed))") }
            denied[finding.guard.rawValue, default: [:]][trial] = denials
        }
    }

    /// One line, one more for each reason of a denial, and examples of denials that dockerd would not have made.
    func report(_ campaign: Campaign) -> String {
        var lines = [
            "\(campaign.testDescription): \(agreed) as understood, \(failures.count) otherwise, \(refused) refused by dockerd, "
                + "\(notAsked) not asked about"
        ]
        for (reason, trials) in denied.sorted(by: { $0.key < $1.key }) {
            let counts = CaseResult.Trial.allCases.map { "\(trials[$0]?.count ?? 0) \($0.rawValue)" }
            lines.append("    denied by \(reason): \(counts.joined(separator: ", "))")
            for trial in [CaseResult.Trial.agreed, .unknown] {
                for example in trials[trial]?.examples ?? [] { lines.append("        \(trial.rawValue): \(example)") }
            }
        }
        return lines.joined(separator: "\n")
    }
}
