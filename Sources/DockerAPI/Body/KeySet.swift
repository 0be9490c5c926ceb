/// The names of all open and closed objects of one body, to find those that come twice.
///
/// One table for the whole body, kept for the next: open addressing over (object, name), so a name costs the same in a
/// small and in a large object. The hash is seeded; nobody outside can make names collide on purpose.
struct KeySet: Sendable {
    private struct Slot {
        /// The object, a number that no other object of this set's life has; 0 for a slot never used.
        var object: UInt64
        var hash: UInt32
        /// What the caller finds the name by.
        var value: UInt32
    }

    private var slots: [Slot] = []
    private var used = 0
    /// Numbers up to this one belong to bodies before this one; their slots are free.
    private var floor: UInt64 = 0
    private var newest: UInt64 = 0
    private static let seed = UInt64.random(in: .min ... .max)

    /// More memory than this isn't kept for the next body.
    private static let keptSlots = 1 << 14

    /// Begins a body.
    mutating func removeAll() {
        if slots.count > Self.keptSlots { slots = [] }
        floor = newest
        used = 0
    }

    /// The number of a new object.
    mutating func beginObject() -> UInt64 {
        newest &+= 1
        return newest
    }

    /// A search for one name of one object.
    struct Probe {
        fileprivate let object: UInt64
        fileprivate let hash: UInt32
        fileprivate var at: Int
    }

    mutating func probe(_ object: UInt64, hash: UInt32) -> Probe {
        if used &* 2 >= slots.count { grow() }
        return Probe(object: object, hash: hash, at: home(object, hash))
    }

    /// The value of the next name in the table that may be the one searched for; nothing when there are no more.
    func next(_ probe: inout Probe) -> UInt32? {
        while slots[probe.at].object > floor {
            let slot = slots[probe.at]
            if slot.object == probe.object, slot.hash == probe.hash {
                probe.at = (probe.at &+ 1) & (slots.count &- 1)
                return slot.value
            }
            probe.at = (probe.at &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    /// Puts in the name of a search that has come to its end.
    mutating func insert(_ probe: Probe, value: UInt32) {
        slots[probe.at] = Slot(object: probe.object, hash: probe.hash, value: value)
        used &+= 1
    }

    private func home(_ object: UInt64, _ hash: UInt32) -> Int {
        Int(truncatingIfNeeded: UInt64(hash) ^ object &* 0x9E37_79B9_7F4A_7C15) & (slots.count &- 1)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(object: 0, hash: 0, value: 0), count: max(64, old.count &* 2))
        for slot in old where slot.object > floor {
            var at = home(slot.object, slot.hash)
            while slots[at].object > floor { at = (at &+ 1) & (slots.count &- 1) }
            slots[at] = slot
        }
    }

    /// A hash of a name that nobody outside can foresee.
    func hash(_ name: Span<UInt8>) -> UInt32 {
        let seed = Self.seed
        var hash = seed
        var at = 0
        while at &+ 8 <= name.count {
            hash = mix(hash, name.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self), seed)
            at &+= 8
        }
        var word: UInt64 = 0
        while at < name.count {
            word = word << 8 | UInt64(name[at])
            at &+= 1
        }
        hash = mix(hash, word &+ UInt64(truncatingIfNeeded: name.count), seed)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    @inline(__always)
    private func mix(_ hash: UInt64, _ word: UInt64, _ seed: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25 ^ seed << 1)
        return product.high ^ product.low
    }
}
