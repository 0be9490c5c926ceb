/// What came of many cases.
struct Tally: Sendable {
    private(set) var failures: [CaseResult] = []
    private(set) var agreed = 0
    private(set) var refused = 0
    private(set) var notAsked = 0
    private var denied: [String: [CaseResult.Trial: Int]] = [:]

    var total: Int { failures.count + agreed + refused + notAsked + denied.values.flatMap(\.values).reduce(0, +) }

    mutating func add(_ result: CaseResult) {
        switch result.ending {
        case .agreed: agreed += 1
        case .differed: failures.append(result)
        case .denied(let reason, let trial): denied[reason, default: [:]][trial, default: 0] += 1
        case .refused: refused += 1
        case .notAsked: notAsked += 1
        }
    }

    /// One line, and one more for each reason of a denial.
    func report(_ campaign: Campaign) -> String {
        var lines = [
            "\(campaign.testDescription): \(agreed) as understood, \(failures.count) otherwise, \(refused) refused by dockerd, "
                + "\(notAsked) not asked about"
        ]
        for (reason, trials) in denied.sorted(by: { $0.key < $1.key }) {
            let counts = [
                "\(trials[.agreed] ?? 0) without need", "\(trials[.differed] ?? 0) rightly",
                "\(trials[.refused] ?? 0) that dockerd refuses too", "\(trials[.unknown] ?? 0) unclear",
            ]
            lines.append("    denied by \(reason): \(counts.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }
}
