/// A set of groups of one policy, by index. Up to 64 groups it needs no memory of its own.
struct GroupSet: Sendable, Equatable {
    private var first: UInt64 = 0
    private var more: [UInt64] = []

    var isEmpty: Bool { first == 0 && more.allSatisfy { $0 == 0 } }

    mutating func insert(_ index: Int) {
        guard index >= 0 else { return }
        guard index >= 64 else {
            first |= 1 << UInt64(index)
            return
        }
        let word = index / 64 - 1
        while more.count <= word { more.append(0) }
        more[word] |= 1 << UInt64(index % 64)
    }

    func contains(_ index: Int) -> Bool {
        guard index >= 0 else { return false }
        guard index >= 64 else { return first & (1 << UInt64(index)) != 0 }
        let word = index / 64 - 1
        return word < more.count && more[word] & (1 << UInt64(index % 64)) != 0
    }

    mutating func formUnion(_ other: GroupSet) {
        first |= other.first
        for (word, bits) in other.more.enumerated() {
            while more.count <= word { more.append(0) }
            more[word] |= bits
        }
    }

    /// Calls with every index in rising order until told to stop.
    func forEach(_ visit: (Int) -> Bool) {
        guard Self.visitBits(first, from: 0, visit) else { return }
        for (word, bits) in more.enumerated() {
            guard Self.visitBits(bits, from: 64 &* (word &+ 1), visit) else { return }
        }
    }

    private static func visitBits(_ bits: UInt64, from base: Int, _ visit: (Int) -> Bool) -> Bool {
        var bits = bits
        while bits != 0 {
            guard visit(base &+ bits.trailingZeroBitCount) else { return false }
            bits &= bits &- 1
        }
        return true
    }
}
