/// A set of facts, as one word.
public struct FactSet: OptionSet, Sendable, Hashable {
    /// One bit for each fact, in the order of `Fact.allCases`.
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The set of one fact.
    @inline(__always)
    public init(_ fact: Fact) { rawValue = 1 &<< UInt64(fact.index) }

    /// Every fact there is.
    public static let all = FactSet(rawValue: (1 &<< UInt64(Fact.allCases.count)) &- 1)

    /// Whether the fact is one of the set.
    @inline(__always)
    public func contains(_ fact: Fact) -> Bool { rawValue & (1 &<< UInt64(fact.index)) != 0 }
}

extension Fact {
    /// The place of the fact in ``Fact/allCases``.
    @inline(__always)
    var index: UInt8 { unsafeBitCast(self, to: UInt8.self) }
}
