/// Calls over time, in steps that get coarser as the time that they lie in gets longer: memory is bounded, and the span
/// needn't be known before.
public struct TimeSeries: Sendable {
    public struct Counts: Sendable, Equatable {
        public var allowed = 0
        public var denied = 0

        public var total: Int { allowed + denied }

        static func += (left: inout Counts, right: Counts) {
            left.allowed += right.allowed
            left.denied += right.denied
        }
    }

    /// A step of a chart.
    public struct Bar: Sendable, Equatable {
        public var start: Timestamp
        public var counts: Counts
    }

    /// Steps of one width, without a hole between the first and the last.
    public struct Chart: Sendable, Equatable {
        /// In seconds.
        public var width: Int64
        public var bars: [Bar]
        /// Calls that lie so far away from all others that they aren't shown.
        public var outside: Int
    }

    /// In seconds: minutes, hours, a day, a week, 52 weeks.
    private static let widths: [Int64] = [
        60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 7 * 86400, 28 * 86400, 364 * 86400, 3640 * 86400,
    ]
    /// Steps that are kept.
    private static let limit = 2000
    /// A Monday, 1970-01-05, so that weeks begin with one.
    private static let origin: Int64 = 4 * 86400

    private var level = 0
    private var steps: [Int64: Counts] = [:]
    /// The step that is counted in now.
    private var current: Int64 = .min
    private var currentCounts = Counts()

    init() {}

    mutating func add(_ time: Timestamp, isDenied: Bool) {
        let seconds = time.microseconds.quotientRoundedDown(1_000_000) - Self.origin
        let step = seconds.quotientRoundedDown(Self.widths[level])
        if step != current {
            settle()
            current = seconds.quotientRoundedDown(Self.widths[level])
        }
        if isDenied { currentCounts.denied += 1 } else { currentCounts.allowed += 1 }
    }

    private mutating func settle() {
        if currentCounts.total > 0 { steps[current, default: Counts()] += currentCounts }
        currentCounts = Counts()
        while steps.count > Self.limit, level + 1 < Self.widths.count {
            steps = Self.coarsen(steps, Self.widths[level], Self.widths[level + 1])
            level += 1
        }
    }

    private static func coarsen(_ steps: [Int64: Counts], _ width: Int64, _ wider: Int64) -> [Int64: Counts] {
        var result: [Int64: Counts] = [:]
        for (step, counts) in steps { result[(step * width).quotientRoundedDown(wider), default: Counts()] += counts }
        return result
    }

    /// The series for a chart.
    ///
    /// - Parameter maximum: Bars that there is room for.
    public func chart(maximum: Int = 60) -> Chart? {
        var settled = self
        settled.settle()
        var (steps, level) = (settled.steps, settled.level)
        let outside = Self.cutOutliers(&steps)
        while let first = steps.keys.min(), let last = steps.keys.max() {
            let width = Self.widths[level]
            if last - first < Int64(max(maximum, 1)) || level + 1 == Self.widths.count {
                let bars = (first...min(last, first + 2000)).map { step in
                    Bar(
                        start: Timestamp(microseconds: (step * width + Self.origin) * 1_000_000),
                        counts: steps[step] ?? Counts()
                    )
                }
                return Chart(width: width, bars: bars, outside: outside)
            }
            steps = Self.coarsen(steps, width, Self.widths[level + 1])
            level += 1
        }
        return nil
    }

    /// Leaves away the few calls beyond a long time without any: a clock that was wrong for a moment would make all others
    /// one bar.
    ///
    /// - Returns: How many calls that are.
    private static func cutOutliers(_ steps: inout [Int64: Counts]) -> Int {
        var kept = steps.keys.sorted()[...]
        let allowance = steps.values.reduce(0) { $0 + $1.total } / 200
        var spared = 0
        while kept.count > 1, let first = kept.first, let last = kept.last {
            // The longest time without a call.
            var at = kept.startIndex
            for index in kept.indices.dropLast() where kept[index + 1] - kept[index] > kept[at + 1] - kept[at] {
                at = index
            }
            let (before, after) = (kept[...at], kept[(at + 1)...])
            func weight(_ part: ArraySlice<Int64>) -> Int { part.reduce(0) { $0 + (steps[$1]?.total ?? 0) } }
            let less = weight(before) < weight(after) ? before : after
            guard (kept[at + 1] - kept[at]) * 2 > last - first, spared + weight(less) <= allowance else { break }
            spared += weight(less)
            kept = less.startIndex == before.startIndex ? after : before
        }
        if spared > 0, let first = kept.first, let last = kept.last {
            steps = steps.filter { $0.key >= first && $0.key <= last }
        }
        return spared
    }
}

extension Int64 {
    /// Division by a positive number that rounds down, also below zero.
    fileprivate func quotientRoundedDown(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
