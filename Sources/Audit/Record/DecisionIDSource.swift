import Glibc

/// Gives out decision ids, and asks the kernel for random numbers only once for many of them.
public struct DecisionIDSource: Sendable {
    private var pool: [UInt64] = []

    /// As many as getentropy(3) gives in one go: 256 bytes.
    private static let poolSize = 32

    public init() {
        pool.reserveCapacity(Self.poolSize)
    }

    /// A new id; each is given out once.
    public mutating func next() -> DecisionID {
        if let value = pool.popLast() { return DecisionID(value: value) }
        fill()
        guard let value = pool.popLast() else { return DecisionID() }
        return DecisionID(value: value)
    }

    private mutating func fill() {
        var values = [UInt64](repeating: 0, count: Self.poolSize)
        guard values.withUnsafeMutableBytes({ getentropy($0.baseAddress, $0.count) }) == 0 else { return }
        pool.append(contentsOf: values)
    }
}
