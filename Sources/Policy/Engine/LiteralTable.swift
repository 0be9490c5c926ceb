/// Rules by a text that some attribute of the call has to be for them to match.
struct LiteralTable: Sendable {
    private struct Entry: Sendable {
        let text: [UInt8]
        var candidates: [RuleIndex.Candidate]
    }

    private var entries: [Int: [Entry]] = [:]

    var isEmpty: Bool { entries.isEmpty }

    mutating func insert(_ candidate: RuleIndex.Candidate, for text: [UInt8]) {
        let hash = BytesHash.hash(text.span)
        var bucket = entries[hash] ?? []
        if let known = bucket.firstIndex(where: { $0.text == text }) {
            bucket[known].candidates.append(candidate)
        } else {
            bucket.append(Entry(text: text, candidates: [candidate]))
        }
        entries[hash] = bucket
    }

    /// The rules for a value; allocates nothing.
    func candidates(for value: Span<UInt8>) -> [RuleIndex.Candidate] {
        guard let bucket = entries[BytesHash.hash(value)] else { return [] }
        for entry in bucket where BytesHash.equal(value, entry.text) { return entry.candidates }
        return []
    }
}
