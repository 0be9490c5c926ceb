/// Numbers that were passed over; they may still come, in another place than where they belong.
struct MissingRecords {
    struct Run {
        var numbers: ClosedRange<UInt64>
        /// The record after them.
        var next: ChainLink
        /// Whether that one begins a file.
        var isBeforeFile: Bool
    }

    private(set) var runs: [Run] = []

    mutating func add(_ run: Run) {
        runs.append(run)
    }

    /// Takes a number out; whether it was among them.
    mutating func take(_ number: UInt64) -> Bool {
        // Usually the newest run.
        guard let index = runs.lastIndex(where: { $0.numbers.contains(number) }) else { return false }
        let run = runs.remove(at: index)
        if number < run.numbers.upperBound {
            runs.insert(
                Run(numbers: number + 1...run.numbers.upperBound, next: run.next, isBeforeFile: run.isBeforeFile),
                at: index
            )
        }
        if number > run.numbers.lowerBound {
            runs.insert(
                Run(numbers: run.numbers.lowerBound...number - 1, next: run.next, isBeforeFile: run.isBeforeFile),
                at: index
            )
        }
        return true
    }
}
