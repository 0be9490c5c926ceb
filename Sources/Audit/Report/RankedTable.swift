/// Calls counted by the values of one or more fields, with what an auditor wants to know of each group.
public struct RankedTable: Sendable {
    /// Calls that have the same values.
    public struct Row: Sendable, Equatable {
        /// One for each column; empty where the record has no such field. All are `…` in the row for those that there was
        /// no room for.
        public var values: [String]
        /// Calls before the period.
        public var before = 0
        /// Calls in the period.
        public var calls = 0
        /// Denied ones among them.
        public var denied = 0
        /// The first and the last one in the period.
        public var first: Timestamp?
        public var last: Timestamp?
        /// Decision ids of the first ones in the period.
        public var examples: [String] = []

        public var allowed: Int { max(0, calls - denied) }
        /// In the period.
        public var total: Int { max(calls, denied) }
        /// Whether there was nothing of the kind before the period.
        public var isNew: Bool { before == 0 && total > 0 }
    }

    /// One record, as far as a table counts it.
    struct Sighting {
        var isBefore = false
        var isCall = true
        var isDenied = false
        var time: Timestamp?
        var id = ""
    }

    /// Names of the fields.
    public let columns: [String]
    private var keys: KeyTable
    private var groups: [Row] = []
    private var rest: Row
    private let exampleLimit: Int

    /// - Parameters:
    ///   - limit: Groups that are kept apart; more are counted together.
    ///   - examples: Ids that are kept of each.
    init(_ columns: [String], limit: Int = 20_000, examples: Int = 0) {
        self.columns = columns
        exampleLimit = examples
        keys = KeyTable(limit: limit)
        rest = Row(values: columns.map { _ in "…" })
    }

    /// Whether there were more groups than are kept apart.
    public var isFull: Bool { keys.isFull }
    /// How many groups are kept apart.
    public var count: Int { groups.count }

    /// Whether ids of this group are still wanted; a new one may be among them.
    func wantsExample(at place: Int?) -> Bool {
        guard exampleLimit > 0 else { return false }
        return (place.map { groups[$0] } ?? rest).examples.count < exampleLimit
    }

    /// Finds the place of a group, and makes one where there is room.
    mutating func place(_ key: [UInt8]) -> Int? {
        let place = keys.add(key)
        if place == groups.count { groups.append(Row(values: [])) }
        return place
    }

    mutating func add(_ sighting: Sighting, at place: Int?) {
        if let place {
            Self.add(sighting, to: &groups[place], exampleLimit)
        } else {
            Self.add(sighting, to: &rest, exampleLimit)
        }
    }

    private static func add(_ sighting: Sighting, to row: inout Row, _ exampleLimit: Int) {
        if sighting.isBefore {
            if sighting.isCall || sighting.isDenied { row.before += 1 }
            return
        }
        if sighting.isCall { row.calls += 1 }
        if sighting.isDenied { row.denied += 1 }
        if let time = sighting.time {
            row.first = min(row.first ?? time, time)
            row.last = max(row.last ?? time, time)
        }
        if row.examples.count < exampleLimit, !sighting.id.isEmpty { row.examples.append(sighting.id) }
    }

    func isNew(at place: Int?) -> Bool { place.map { groups[$0].before == 0 && groups[$0].total == 0 } ?? false }

    /// Groups with calls in the period, the most frequent first.
    public var rows: [Row] { ranked { $0.total } }
    /// Groups with denied calls in the period, those with most of them first.
    public var deniedRows: [Row] { ranked { $0.denied } }
    /// Groups that weren't there before the period, in the order in which they came.
    public var newRows: [Row] {
        named { $0.isNew }.sorted { one, other in
            let (early, late) = (one.first ?? Timestamp(microseconds: 0), other.first ?? Timestamp(microseconds: 0))
            return early != late ? early < late : one.values.lexicographicallyPrecedes(other.values)
        }
    }

    private func ranked(_ weight: (Row) -> Int) -> [Row] {
        (named { weight($0) > 0 } + (weight(rest) > 0 ? [rest] : [])).sorted { one, other in
            let (first, second) = (weight(one), weight(other))
            return first != second ? first > second : one.values.lexicographicallyPrecedes(other.values)
        }
    }

    private func named(_ isWanted: (Row) -> Bool) -> [Row] {
        var rows: [Row] = []
        for (place, group) in groups.enumerated() where isWanted(group) {
            var row = group
            row.values = KeyText.values(keys[place])
            rows.append(row)
        }
        return rows
    }
}
