/// Rules by a text that some attribute of the call has to be for them to match.
struct LiteralTable: Sendable {
    private struct Entry: Sendable {
        let text: [UInt8]
        var rules: [Int32]
    }

    private var entries: [Int: [Entry]] = [:]

    var isEmpty: Bool { entries.isEmpty }

    mutating func insert(_ rule: Int, for text: [UInt8]) {
        let hash = BytesHash.hash(text.span)
        var bucket = entries[hash] ?? []
        if let known = bucket.firstIndex(where: { $0.text == text }) {
            bucket[known].rules.append(Int32(truncatingIfNeeded: rule))
        } else {
            bucket.append(Entry(text: text, rules: [Int32(truncatingIfNeeded: rule)]))
        }
        entries[hash] = bucket
    }

    /// The rules for a value; allocates nothing.
    func rules(for value: Span<UInt8>) -> [Int32] {
        guard let bucket = entries[BytesHash.hash(value)] else { return [] }
        for entry in bucket where BytesHash.equal(value, entry.text) { return entry.rules }
        return []
    }
}
