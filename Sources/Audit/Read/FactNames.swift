import DockerAPI
import StrictJSON

/// Finds a fact by its name in a record.
enum FactNames {
    private struct Entry {
        let name: [UInt8]
        let fact: Fact
    }

    private static let byLength: [[Entry]] = {
        let all = Fact.allCases.map { Entry(name: Array($0.rawValue.utf8), fact: $0) }
        return (0...(all.map(\.name.count).max() ?? 0)).map { length in all.filter { $0.name.count == length } }
    }()

    /// - Returns: Nothing for a name that isn't one, or one of a newer version.
    static func fact(_ name: JSONToken, in bytes: Span<UInt8>) -> Fact? {
        if name.hasEscape { return Fact(rawValue: JSONString.text(bytes, name)) }
        let range = name.range
        guard range.count < byLength.count, range.upperBound <= bytes.count else { return nil }
        next: for entry in byLength[range.count] {
            for index in entry.name.indices where bytes[range.lowerBound &+ index] != entry.name[index] {
                continue next
            }
            return entry.fact
        }
        return nil
    }
}
