/// The calls of a log that tell the most, up to a number of them.
///
/// Denied ones first, then those that monitored rules would have decided otherwise and those with a rule that failed, then
/// what is new, then each kind of call once. Of many that are alike the first three come before all repetitions.
public struct CallSelection: Sendable {
    /// What speaks for a call, the strongest first.
    enum Rank: Int, CaseIterable {
        case denied
        case conspicuous
        case new
        case deniedAgain
        case conspicuousAgain
        case firstOfKind
        case other
    }

    /// A ring of calls, of which the newest stay.
    private struct Ring {
        var rows: [CallRow] = []
        var oldest = 0
    }

    public let limit: Int
    /// Calls that there are to choose from.
    public private(set) var total = 0
    private var rings = Rank.allCases.map { _ in Ring() }
    private var kinds = KeyTable(limit: 20_000)

    /// Calls of one kind that count as its first ones.
    private static let firsts = 3

    init(limit: Int) {
        self.limit = max(limit, 0)
    }

    /// - Parameters:
    ///   - kind: Calls with the same one are alike.
    ///   - row: Made only where the call has a chance.
    mutating func add(
        kind: [UInt8],
        isDenied: Bool,
        isConspicuous: Bool,
        isNew: Bool,
        _ row: () -> CallRow
    ) {
        total += 1
        let count = kinds.add(kind).map { kinds.count(at: $0) } ?? .max
        let isFirst = count <= Self.firsts
        let rank: Rank =
            if isDenied {
                isFirst ? .denied : .deniedAgain
            } else if isConspicuous {
                isFirst ? .conspicuous : .conspicuousAgain
            } else if isNew {
                .new
            } else {
                count == 1 ? .firstOfKind : .other
            }
        // Of a log that isn't shown whole, nobody misses these; one that is has no more of them than fit.
        if rank == .other, total > limit || limit == 0 { return }
        guard limit > 0 else { return }
        if rings[rank.rawValue].rows.count < limit {
            rings[rank.rawValue].rows.append(row())
        } else {
            let oldest = rings[rank.rawValue].oldest
            rings[rank.rawValue].rows[oldest] = row()
            rings[rank.rawValue].oldest = (oldest + 1) % limit
        }
    }

    /// In the order of the log.
    public var rows: [CallRow] {
        var rows: [CallRow] = []
        for ring in rings where rows.count < limit {
            let ordered = ring.rows[ring.oldest...] + ring.rows[..<ring.oldest]
            rows += ordered.suffix(limit - rows.count)
        }
        return rows.sorted { $0.number < $1.number }
    }
}
