import TestSupport

/// The same numbers for the same seed, so that a case can be had again.
struct Dice: RandomNumberGenerator, Sendable {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func next() -> UInt64 { generator.next() }

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
