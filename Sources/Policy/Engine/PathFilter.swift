import StrictJSON

/// Rules by text that their path patterns require: one look at a path leaves out nearly all of those that can't match.
///
/// Of the path all runs of three bytes are put into a set of bits; a rule stays when those that were chosen for its
/// text are in it. That a rule stays says nothing: its pattern is asked in any case.
struct PathFilter: Sendable {
    private struct Entry {
        /// Runs of three bytes of the text, as bits of the set; those that fewest rules have come first.
        var bits = InlineArray<4, UInt16>(repeating: 0)
        let candidate: UInt32
    }

    /// Bits of the set; a path of 200 bytes fills a twentieth of it.
    private static let size = 4096
    static let shortestText = 3

    private var entries: [Entry] = []
    private var candidates: [RuleIndex.Candidate] = []

    var isEmpty: Bool { candidates.isEmpty }

    /// - Parameter rules: Each with texts of which the path has to contain one, none shorter than ``shortestText``.
    init(_ rules: [(candidate: RuleIndex.Candidate, texts: [[UInt8]])] = []) {
        var frequencies = [Int](repeating: 0, count: Self.size)
        for text in rules.flatMap(\.texts) {
            for bit in Self.bits(of: text) { frequencies[Int(bit)] &+= 1 }
        }
        for rule in rules {
            for text in rule.texts {
                let bits = Self.bits(of: text).sorted { frequencies[Int($0)] < frequencies[Int($1)] }
                guard let rarest = bits.first else { continue }
                var entry = Entry(candidate: UInt32(truncatingIfNeeded: candidates.count))
                for index in 0..<4 { entry.bits[index] = index < bits.count ? bits[index] : rarest }
                entries.append(entry)
            }
            candidates.append(rule.candidate)
        }
    }

    private static func bits(of text: [UInt8]) -> Set<UInt16> {
        var bits: Set<UInt16> = []
        for index in 0..<max(0, text.count - 2) { bits.insert(bit(text[index], text[index + 1], text[index + 2])) }
        return bits
    }

    @inline(__always)
    private static func bit(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt16 {
        let run = UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16
        return UInt16(truncatingIfNeeded: (run &* 0x9E37_79B1) >> 20)
    }

    /// Calls once with each rule whose text the path may contain.
    func forEachCandidate(_ path: Span<UInt8>, _ visit: (RuleIndex.Candidate) -> Void) {
        var set = InlineArray<64, UInt64>(repeating: 0)
        for index in 0..<max(0, path.count &- 2) {
            let bit = Self.bit(path[index], path[index &+ 1], path[index &+ 2])
            set[Int(bit >> 6) & 63] |= 1 << UInt64(bit & 63)
        }
        var last: UInt32?
        for entry in entries {
            guard Self.holds(set, entry.bits[0]), Self.holds(set, entry.bits[1]), Self.holds(set, entry.bits[2]),
                Self.holds(set, entry.bits[3]), entry.candidate != last
            else { continue }
            last = entry.candidate
            visit(candidates[Int(entry.candidate)])
        }
    }

    @inline(__always)
    private static func holds(_ set: borrowing InlineArray<64, UInt64>, _ bit: UInt16) -> Bool {
        set[Int(bit >> 6) & 63] >> UInt64(bit & 63) & 1 != 0
    }
}
