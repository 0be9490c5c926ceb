/// The facts of one call, in buffers that are kept for the next.
struct FactBuffer: Sendable {
    struct Entry: Sendable {
        let fact: Fact
        /// Whether the value lies in the call's arena as it stands; else it was made and lies in `bytes`.
        let isInArena: Bool
        let range: ByteRange
    }

    /// Values that are no text of the client's own.
    var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// The facts that have a value.
    private(set) var present: FactSet = []

    mutating func removeAll() {
        bytes.recycle()
        entries.recycle()
        present = []
    }

    /// A value that is text of the arena.
    mutating func addText(_ fact: Fact, _ range: ByteRange) {
        entries.append(Entry(fact: fact, isInArena: true, range: range))
        present.insert(FactSet(fact))
    }

    /// A value that has been put at the end of `bytes`, from here on.
    mutating func addMade(_ fact: Fact, from start: Int) {
        entries.append(Entry(fact: fact, isInArena: false, range: ByteRange(start, bytes.count)))
        present.insert(FactSet(fact))
    }

    /// Whether a made value, from here to the end of `bytes`, is among the last ones of a fact already. Only the last are
    /// looked at: a long list stays cheap, and saying something twice does no harm.
    func holdsMade(_ fact: Fact, from start: Int) -> Bool {
        let value = start..<bytes.count
        return entries.suffix(32).contains { entry in
            entry.fact == fact && !entry.isInArena && entry.range.count == value.count
                && bytes[entry.range.range].elementsEqual(bytes[value])
        }
    }
}
