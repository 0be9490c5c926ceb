import DockerAPI

extension AuditEntry {
    /// The facts that a record tells.
    ///
    /// Environment and labels are not among them: what is in them is the business of the one who runs the container, it
    /// can be secret, and there is a lot of it.
    public static let facts = FactSet.all.subtracting([FactSet(.env), FactSet(.label)])

    /// Adds what a record asks of a call, for `CallReader` to prepare: gathered in one go instead of one by one.
    public static func insertNeeds(into needs: inout CallNeeds) {
        needs.facts.formUnion(facts)
    }

    /// Facts whose values can be secret by nature: only what stands before their `=` is written.
    static let nameOnly = FactSet(.volumeOption)

    private static let attributes: [(fact: Fact, attribute: CallAttribute)] =
        Fact.allCases.filter { facts.contains($0) }.map { ($0, .fact($0)) }

    /// The facts of a call, by their names: `"uses":{"host_mount":["/etc"]}`. Nothing when it has none.
    mutating func writeFacts(_ call: APICall) {
        let present = call.presentFacts(of: Self.facts)
        guard !present.isEmpty else { return }
        json.name("uses")
        json.beginObject()
        for (fact, attribute) in Self.attributes where present.contains(fact) {
            json.name(fact.rawValue)
            json.beginArray()
            call.forEachValue(of: attribute) { value in
                json.string(value.extracting(0..<(Self.nameOnly.contains(fact) ? Self.nameLength(value) : value.count)))
                return true
            }
            json.endArray()
        }
        json.endObject()
    }

    /// How many bytes stand before the first `=`; all where there is none.
    private static func nameLength(_ value: Span<UInt8>) -> Int {
        for index in 0..<value.count where value[index] == UInt8(ascii: "=") { return index }
        return value.count
    }
}
