/// SplitMix64: the same numbers for the same seed, so that a case can be had again.
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// A number from 0 up to, but not including, `count`.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

    /// True in so many of a hundred cases.
    mutating func percent(_ chance: Int) -> Bool { below(100) < chance }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Some of the elements, in random order, none twice.
    mutating func some<Element>(_ elements: [Element], _ counts: ClosedRange<Int>) -> [Element] {
        let count = counts.lowerBound + below(counts.count)
        return Array(elements.shuffled(using: &self).prefix(count))
    }
}
