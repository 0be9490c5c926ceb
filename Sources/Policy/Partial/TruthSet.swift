/// What a condition may turn out to be once everything is known.
///
/// The connectives are those of ``Truth``, applied to every choice: whatever comes true, it is in the result.
struct TruthSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    @inline(__always)
    init(_ truth: Truth) { rawValue = 1 &<< truth.rawValue }

    static let no = TruthSet(.no)
    static let yes = TruthSet(.yes)
    static let either: TruthSet = [.no, .yes]

    @inline(__always)
    func contains(_ truth: Truth) -> Bool { rawValue & (1 &<< truth.rawValue) != 0 }

    private static let truths: [Truth] = [.no, .undefined, .failed, .yes]

    static prefix func ! (set: TruthSet) -> TruthSet { set.map { !$0 } }

    mutating func and(_ other: TruthSet) {
        self = combine(other) { one, other in
            var one = one
            one.and(other)
            return one
        }
    }

    mutating func or(_ other: TruthSet) {
        self = combine(other) { one, other in
            var one = one
            one.or(other)
            return one
        }
    }

    private func map(_ change: (Truth) -> Truth) -> TruthSet {
        var result: TruthSet = []
        for truth in Self.truths where contains(truth) { result.formUnion(TruthSet(change(truth))) }
        return result
    }

    private func combine(_ other: TruthSet, _ join: (Truth, Truth) -> Truth) -> TruthSet {
        var result: TruthSet = []
        for one in Self.truths where contains(one) {
            for two in Self.truths where other.contains(two) { result.formUnion(TruthSet(join(one, two))) }
        }
        return result
    }
}
