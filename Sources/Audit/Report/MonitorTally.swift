/// Counts what monitored rules and guards would have done, by rule, user and action.
public struct MonitorTally: Sendable {
    public struct Key: Hashable, Sendable {
        /// Whether it would have been a denial.
        public let isDenial: Bool
        /// The id of a rule, the code of a guard, or empty where no rule would have allowed the call.
        public let cause: String
        public let user: String
        public let action: String
    }

    public struct Group: Sendable {
        public internal(set) var count = 0
        public internal(set) var examples: [String] = []
    }

    static let groupLimit = 20_000
    static let exampleLimit = 3

    public private(set) var records = 0
    /// Calls that would have been answered otherwise with everything enforced.
    public private(set) var denied = 0
    public private(set) var allowed = 0
    public private(set) var groups: [Key: Group] = [:]

    public init() {}

    /// - Parameter example: How the call is shown, for the first ones of their kind.
    public mutating func add(_ record: RecordedDecision, example: () -> String) {
        records += 1
        guard record.has(.would), let would = record.would else { return }
        if record.isAllowed, !would.isAllowed { denied += 1 }
        if !record.isAllowed, would.isAllowed { allowed += 1 }
        let user = KeyText.cut(record.user)
        let action = KeyText.cut(record.action)
        for cause in would.denying + would.guards { add(true, cause, user, action, example) }
        for cause in would.allowing { add(false, cause, user, action, example) }
        if record.isAllowed, !would.isAllowed, would.denying.isEmpty, would.guards.isEmpty {
            add(true, "", user, action, example)
        }
    }

    /// Counts a decision that is known to have no `would`.
    mutating func addOther() { records += 1 }

    private mutating func add(
        _ isDenial: Bool,
        _ cause: String,
        _ user: String,
        _ action: String,
        _ example: () -> String
    ) {
        var key = Key(isDenial: isDenial, cause: KeyText.cut(cause), user: user, action: action)
        if groups[key] == nil, groups.count >= Self.groupLimit {
            key = Key(isDenial: isDenial, cause: "…", user: "…", action: "…")
        }
        var group = groups[key] ?? Group()
        group.count += 1
        if group.examples.count < Self.exampleLimit { group.examples.append(example()) }
        groups[key] = group
    }

    /// By rule, the most frequent first; within a rule by user and action in the same way.
    public var ranked: [(isDenial: Bool, cause: String, count: Int, rows: [(key: Key, group: Group)])] {
        struct Cause: Hashable {
            let isDenial: Bool
            let cause: String
        }
        var causes: [Cause: [(key: Key, group: Group)]] = [:]
        for (key, group) in groups {
            causes[Cause(isDenial: key.isDenial, cause: key.cause), default: []].append((key, group))
        }
        return causes.map { cause, rows in
            let sorted = rows.sorted { one, other in
                if one.group.count != other.group.count { return one.group.count > other.group.count }
                return (one.key.user, one.key.action) < (other.key.user, other.key.action)
            }
            return (cause.isDenial, cause.cause, rows.reduce(0) { $0 + $1.group.count }, sorted)
        }.sorted { one, other in
            if one.isDenial != other.isDenial { return one.isDenial }
            return one.count != other.count ? one.count > other.count : one.cause < other.cause
        }
    }
}
