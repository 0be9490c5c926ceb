/// Counts keys of bytes; a key is only copied when it is new.
///
/// The hash is seeded anew in each process, so that nobody can write a log that makes it slow.
struct KeyTable: Sendable {
    private struct Entry {
        let hash: Int
        let start: Int
        let length: Int
        var count: Int
    }

    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// Places in ``entries``; -1 for a free one. A power of two of them.
    private var slots = [Int32](repeating: -1, count: 64)
    let limit: Int
    /// Keys that there was no room for.
    private(set) var overflow = 0

    /// - Parameter limit: Different keys that are kept.
    init(limit: Int) {
        self.limit = min(max(limit, 1), Int(Int32.max) / 2)
    }

    var isFull: Bool { overflow > 0 }

    var count: Int { entries.count }

    /// The key's bytes.
    subscript(_ place: Int) -> ArraySlice<UInt8> {
        bytes[entries[place].start..<entries[place].start + entries[place].length]
    }

    /// Counts a key.
    ///
    /// - Returns: Its place, counted in the order in which they came; nothing where there is no room for it.
    @discardableResult
    mutating func add(_ key: [UInt8], times: Int = 1) -> Int? {
        var hasher = Hasher()
        key.withUnsafeBytes { hasher.combine(bytes: $0) }
        let hash = hasher.finalize()
        let mask = slots.count &- 1
        var at = hash & mask
        while slots[at] >= 0 {
            let index = Int(slots[at])
            if entries[index].hash == hash, equals(entries[index], key) {
                entries[index].count &+= times
                return index
            }
            at = (at &+ 1) & mask
        }
        guard entries.count < limit else {
            overflow &+= times
            return nil
        }
        slots[at] = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(hash: hash, start: bytes.count, length: key.count, count: times))
        bytes.append(contentsOf: key)
        if entries.count * 2 > slots.count { grow() }
        return entries.count &- 1
    }

    /// Counts all that another one has counted.
    mutating func add(_ other: KeyTable) {
        other.forEach { key, count in add(Array(key), times: count) }
        overflow &+= other.overflow
    }

    /// How often a key came, by its place.
    func count(at place: Int) -> Int { entries[place].count }

    func forEach(_ visit: (ArraySlice<UInt8>, Int) -> Void) {
        for entry in entries { visit(bytes[entry.start..<entry.start + entry.length], entry.count) }
    }

    private func equals(_ entry: Entry, _ key: [UInt8]) -> Bool {
        guard entry.length == key.count else { return false }
        for index in 0..<key.count where bytes[entry.start &+ index] != key[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, entry) in entries.enumerated() {
            var at = entry.hash & mask
            while slots[at] >= 0 { at = (at + 1) & mask }
            slots[at] = Int32(truncatingIfNeeded: index)
        }
    }
}
