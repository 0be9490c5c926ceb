/// The members of an object in a JSON body, all that any engine from 20.10 on reads.
///
/// Embedded Go structs are flattened, fields that the engine never reads from JSON (`json:"-"`) are left out.
public final class BodySchema: Sendable {
    /// Go's name for the type, `container.HostConfig`; for messages and tests.
    public let name: String
    /// In the order of the engine's source.
    public let fields: [BodyField]
    /// Indices of `fields`, sorted by length of the folded name and then by its bytes.
    private let sorted: [UInt16]
    /// For each length of a name, where its names start in `sorted`; one entry more than the longest name.
    private let starts: [UInt16]

    convenience init(_ name: String, _ fields: KeyValuePairs<String, BodyType>) {
        self.init(name, fields: Self.fields(fields))
    }

    init(_ name: String, fields: [BodyField]) {
        self.name = name
        self.fields = fields
        let order = fields.indices.sorted {
            let (left, right) = (fields[$0].folded, fields[$1].folded)
            return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
        }
        sorted = order.map { UInt16(truncatingIfNeeded: $0) }
        let longest = fields.map(\.folded.count).max() ?? 0
        starts = (0...longest + 1).map { length in
            UInt16(truncatingIfNeeded: order.count { fields[$0].folded.count < length })
        }
    }

    /// The member that the engine would take a name for.
    ///
    /// - Parameter folded: The name, escapes resolved and folded by ``FoldedName``.
    public func field(forFoldedName folded: Span<UInt8>) -> BodyField? {
        guard folded.count &+ 1 < starts.count else { return nil }
        var low = Int(starts[folded.count])
        var high = Int(starts[folded.count &+ 1])
        while low < high {
            let middle = (low &+ high) / 2
            let field = fields[Int(sorted[middle])]
            switch Self.compare(field.folded, folded) {
            case 0: return field
            case ..<0: low = middle &+ 1
            default: high = middle
            }
        }
        return nil
    }

    static func fields(_ pairs: KeyValuePairs<String, BodyType>) -> [BodyField] {
        pairs.map { BodyField($0.key, $0.value) }
    }

    private static func compare(_ left: [UInt8], _ right: Span<UInt8>) -> Int {
        for index in 0..<right.count where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return 0
    }
}
