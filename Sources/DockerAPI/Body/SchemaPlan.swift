/// All body schemas of the catalogue in one flat form, made once: a call is read with numbers only, no reference counted.
///
/// Each place in each endpoint's body has fields of its own, so a field tells where a value stands.
final class SchemaPlan: Sendable {
    static let shared = SchemaPlan()

    /// The type of every value without a schema.
    static let unknown: UInt16 = 0

    let types: [PlanType]
    /// Index 0 is no field.
    let fields: [PlanField]
    /// The documented spellings.
    let names: [UInt8]
    /// Hash tables of the fields of objects; 0 is free.
    let slots: [UInt16]
    /// Numbers of folded names, ``PlanField/fold``.
    private let folds: [[UInt8]: UInt16]
    private let roots: [ObjectIdentifier: UInt16]
    /// The types of ``QueryJSON/build``, in its order.
    private let parameters: [UInt16]

    private init() {
        var builder = SchemaPlanBuilder()
        var roots: [ObjectIdentifier: UInt16] = [:]
        for endpoint in Catalogue.endpoints {
            guard let type = endpoint.body.type ?? endpoint.legacyBody else { continue }
            roots[ObjectIdentifier(endpoint)] = builder.add(type)
        }
        self.roots = roots
        parameters = QueryJSON.build.map { builder.add($0.type) }
        builder.rankNames()
        types = builder.types
        fields = builder.fields
        names = builder.names
        slots = builder.slots
        folds = builder.folds
    }

    /// The number that all fields have whose names fold to this text; 0 where there is none.
    func fold(of folded: [UInt8]) -> UInt16 { folds[folded] ?? 0 }

    /// The type of an endpoint's body.
    func root(of endpoint: Endpoint) -> UInt16 { roots[ObjectIdentifier(endpoint)] ?? Self.unknown }

    /// The type of the JSON in a parameter.
    func type(of parameter: QueryJSON) -> UInt16 {
        for index in parameters.indices where QueryJSON.build[index].source == parameter.source {
            return parameters[index]
        }
        return Self.unknown
    }

    /// The field of an object that Go's decoder would take a name for; 0 for none.
    ///
    /// - Parameters:
    ///   - name: Escapes resolved.
    ///   - previous: The field found before in the same object: clients write fields in the order of the source.
    func field(of type: UInt16, _ bytes: Span<UInt8>, _ name: Range<Int>, after previous: UInt16) -> UInt16 {
        let object = types[Int(type)]
        let key = NameKey(bytes, name)
        let next = previous == 0 ? object.fields.lowerBound : previous &+ 1
        if next < object.fields.upperBound, isExactly(next, key, bytes, name) { return next }
        if next &+ 1 < object.fields.upperBound, isExactly(next &+ 1, key, bytes, name) { return next &+ 1 }
        guard !object.slots.isEmpty else { return 0 }
        let mask = object.slots.count &- 1
        var at = Int(truncatingIfNeeded: Self.hash(bytes, name)) & mask
        while true {
            let field = slots[object.slots.lowerBound &+ at]
            if field == 0 || isExactly(field, key, bytes, name) || isFolded(field, bytes, name) { return field }
            at = (at &+ 1) & mask
        }
    }

    @inline(__always)
    private func isExactly(_ field: UInt16, _ key: NameKey, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard fields[Int(field)].key == key else { return false }
        guard key.isPartial else { return true }
        let documented = fields[Int(field)].name.lowerBound
        for index in 8..<key.length &- 8 where names[documented &+ index] != bytes[name.lowerBound &+ index] {
            return false
        }
        return true
    }

    private func isFolded(_ field: UInt16, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        let documented = fields[Int(field)].name
        var at = name.lowerBound
        for index in documented {
            guard let (byte, length) = Self.folded(bytes, at, name.upperBound),
                byte == ArenaText.lower(names[index])
            else { return false }
            at &+= length
        }
        return at == name.upperBound
    }

    /// The next byte of a name, folded as ``FoldedName`` does, and how many bytes it was.
    @inline(__always)
    private static func folded(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> (byte: UInt8, length: Int)? {
        guard at < end else { return nil }
        let byte = bytes[at]
        if byte < 0x80 { return (ArenaText.lower(byte), 1) }
        if byte == 0xC5, at &+ 1 < end, bytes[at &+ 1] == 0xBF { return (UInt8(ascii: "s"), 2) }
        if byte == 0xE2, at &+ 2 < end, bytes[at &+ 1] == 0x84, bytes[at &+ 2] == 0xAA { return (UInt8(ascii: "k"), 3) }
        return (byte, 1)
    }

    /// A hash that is the same for all spellings of a name.
    static func hash(_ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        var at = name.lowerBound
        while let (byte, length) = folded(bytes, at, name.upperBound) {
            hash = (hash ^ UInt32(byte)) &* 0x0100_0193
            at &+= length
        }
        return hash ^ hash >> 15
    }
}
