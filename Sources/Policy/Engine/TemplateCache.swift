import PCRE2
import Synchronization

/// The filled-in patterns of one policy: each is compiled once for a value, at the first call that needs it.
///
/// Bounded: when ``limit`` patterns are held, all are let go. The lock is held for a look-up only.
final class TemplateCache: Sendable {
    private struct Entry {
        let template: Int
        let values: [[UInt8]]
        /// Nothing when the filled-in pattern can't be compiled.
        let pattern: Pattern?
    }

    static let limit = 4096

    private let entries = Mutex<[Int: Entry]>([:])

    /// How many patterns are held.
    var count: Int { entries.withLock { $0.count } }

    /// The pattern for one value. Allocates nothing once it is known.
    func pattern(_ template: PatternTemplate, for value: Span<UInt8>) -> Pattern? {
        let key = Self.key(template, BytesHash.hash(value))
        let known = entries.withLock { entries in entries[key] }
        if let known, known.template == template.number, known.values.count == 1,
            BytesHash.equal(value, known.values[0])
        {
            return known.pattern
        }
        return compile(template, [value.withUnsafeBufferPointer { Array($0) }], key)
    }

    /// The pattern for one value of each variable.
    func pattern(_ template: PatternTemplate, for values: [[UInt8]]) -> Pattern? {
        var hasher = Hasher()
        for value in values { hasher.combine(value) }
        let key = Self.key(template, hasher.finalize())
        let known = entries.withLock { entries in entries[key] }
        if let known, known.template == template.number, known.values == values { return known.pattern }
        return compile(template, values, key)
    }

    private static func key(_ template: PatternTemplate, _ hash: Int) -> Int {
        hash ^ (template.number &* 0x1E37_79B9_7F4A_7C15)
    }

    private func compile(_ template: PatternTemplate, _ values: [[UInt8]], _ key: Int) -> Pattern? {
        let pattern = try? template.pattern(for: values.map { String(decoding: $0, as: UTF8.self) })
        entries.withLock { entries in
            if entries.count >= Self.limit { entries.removeAll(keepingCapacity: true) }
            entries[key] = Entry(template: template.number, values: values, pattern: pattern)
        }
        return pattern
    }
}
