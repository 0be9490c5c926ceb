import StrictJSON

/// Counts records by the values of one or more of their fields.
public struct RecordTally: RecordSink, Sendable {
    /// What is counted by. Of a list each value counts.
    public enum Column: String, CaseIterable, Sendable {
        case user
        case auth
        case group
        case method
        case uri
        case action
        case target
        case decision
        case would
        case rule
        case reason
        case phase
        case status
        /// `2026-11-23`
        case day
        /// `2026-11-23T22`
        case hour

        var field: RecordField {
            switch self {
            case .user: .user
            case .auth: .authentication
            case .group: .groups
            case .method: .method
            case .uri: .uri
            case .action: .action
            case .target: .target
            case .decision: .decision
            case .would: .would
            case .rule: .rules
            case .reason: .reason
            case .phase: .phase
            case .status: .status
            case .day, .hour: .time
            }
        }

        /// Bytes of the value that count.
        var length: Int {
            switch self {
            case .day: 10
            case .hour: 13
            default: Int.max
            }
        }
    }

    public struct Row: Sendable, Equatable {
        /// One for each column; nothing where the record has no such field.
        public let values: [String?]
        public let count: Int
    }

    public let columns: [Column]
    /// Records that were counted.
    public private(set) var total = 0
    /// Whether there were more different values than are kept apart; the rest is counted as `…`.
    public var isFull: Bool { table.isFull }
    private var table: KeyTable
    private let hasLists: Bool
    private var key: [UInt8] = []

    /// No UTF-8 has them.
    private static let separator: UInt8 = 0xFF
    private static let absent: UInt8 = 0xFE
    /// Combinations of one record's lists.
    private static let combinationLimit = 256

    public init(_ columns: [Column], limit: Int = 1_000_000) {
        self.columns = columns
        hasLists = columns.contains { [.group, .rule].contains($0) }
        table = KeyTable(limit: limit)
    }

    var asksForTime: Bool { false }

    /// One that counts the same and has counted nothing.
    var emptied: RecordTally { RecordTally(columns, limit: table.limit) }

    mutating func add(_ other: RecordTally) {
        total += other.total
        table.add(other.table)
    }

    mutating func add(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ time: Timestamp?,
        line: Int,
        _ scratch: inout FilterScratch
    ) -> String? {
        total += 1
        if hasLists {
            addCombinations(fields, bytes, &scratch)
            return nil
        }
        key.removeAll(keepingCapacity: true)
        for column in columns {
            Self.append(column, fields, bytes, &scratch, to: &key)
            key.append(Self.separator)
        }
        table.add(key)
        return nil
    }

    private mutating func addCombinations(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch
    ) {
        var keys: [[UInt8]] = [[]]
        for column in columns {
            var values: [[UInt8]] = []
            if column.field.kind == .array {
                if let list = fields[column.field] {
                    _ = scratch.holdsForAny(list, bytes) { value in
                        let value = value.array
                        if !values.contains(value) { values.append(value) }
                        return values.count >= Self.combinationLimit
                    }
                }
                if values.isEmpty { values = [[Self.absent]] }
            } else {
                var value: [UInt8] = []
                Self.append(column, fields, bytes, &scratch, to: &value)
                values = [value]
            }
            var next: [[UInt8]] = []
            for key in keys {
                for value in values where next.count < Self.combinationLimit {
                    next.append(key + value + [Self.separator])
                }
            }
            keys = next
        }
        for key in keys { table.add(key) }
    }

    private static func append(
        _ column: Column,
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch,
        to key: inout [UInt8]
    ) {
        guard let token = fields[column.field], token.range.upperBound <= bytes.count else { return key.append(absent) }
        switch token.kind {
        case .string:
            _ = scratch.holds(token, bytes) { value in
                let part = value.extracting(first: min(value.count, column.length))
                part.withUnsafeBufferPointer { key.append(contentsOf: $0) }
                return true
            }
        case .number: bytes.extracting(token.range).withUnsafeBufferPointer { key.append(contentsOf: $0) }
        case .object:
            let isFound = scratch.holdsForAny(in: token, bytes, names: { TextGlob.isEqual($0, "decision") }) { value in
                value.withUnsafeBufferPointer { key.append(contentsOf: $0) }
                return true
            }
            if !isFound { key.append(absent) }
        default: key.append(absent)
        }
    }

    /// The most frequent first; the same count in the order of the values.
    public var rows: [Row] {
        var rows: [Row] = []
        table.forEach { key, count in
            rows.append(Row(values: Self.values(key), count: count))
        }
        if table.isFull { rows.append(Row(values: columns.map { _ in "…" }, count: table.overflow)) }
        return rows.sorted { one, other in
            if one.count != other.count { return one.count > other.count }
            return one.values.lexicographicallyPrecedes(other.values) { ($0 ?? "") < ($1 ?? "") }
        }
    }

    private static func values(_ key: ArraySlice<UInt8>) -> [String?] {
        key.split(separator: separator, omittingEmptySubsequences: false).dropLast().map { value in
            value.elementsEqual([absent]) ? nil : String(decoding: value, as: UTF8.self)
        }
    }
}
