/// The places of a call of which something was hidden, named as rules name them: `query.buildargs`, `body.Env`.
///
/// Where there are more than ``limit``, the whole of what they are in stands for them.
public struct ErasedPlaces: Sendable {
    /// Places of one body, or of the query.
    static let limit = 32

    public private(set) var names: [String] = []

    public init() {}

    /// Forgets them all.
    public mutating func removeAll() {
        if !names.isEmpty { names.removeAll(keepingCapacity: true) }
    }

    /// Adds a place, unless it is there.
    public mutating func add(_ name: String) {
        guard !names.contains(name) else { return }
        names.append(name)
    }

    /// Adds a place that lies in another one, like a member of a body.
    mutating func add(_ path: [UInt8], in whole: String) {
        guard !names.contains(whole) else { return }
        let name = String(decoding: path, as: UTF8.self)
        guard !names.contains(name) else { return }
        let inside = names.count { $0.hasPrefix(whole) }
        if inside >= Self.limit || path.count > 512 {
            names.removeAll { $0.hasPrefix(whole) }
            names.append(whole)
        } else {
            names.append(name)
        }
    }
}
