import DockerAPI

extension AuditEntry {
    /// Facts whose values can be secrets by nature: only what stands before their `=` is written.
    private static let nameOnly = FactSet(.env).union(FactSet(.label)).union(FactSet(.volumeOption))

    private static let facts: [(fact: Fact, attribute: CallAttribute)] = Fact.allCases.map { ($0, .fact($0)) }

    /// The facts of a call, by their names: `"uses":{"host_mount":["/etc"]}`. Nothing when it has none.
    mutating func writeFacts(_ call: APICall) {
        var hasFacts = false
        for (fact, attribute) in Self.facts {
            var hasValues = false
            call.forEachValue(of: attribute) { value in
                if !hasFacts {
                    json.name("uses")
                    json.beginObject()
                    hasFacts = true
                }
                if !hasValues {
                    json.name(fact.rawValue)
                    json.beginArray()
                    hasValues = true
                }
                json.string(value.extracting(0..<(Self.nameOnly.contains(fact) ? Self.nameLength(value) : value.count)))
                return true
            }
            if hasValues { json.endArray() }
        }
        if hasFacts { json.endObject() }
    }

    /// How many bytes stand before the first `=`; all where there is none.
    private static func nameLength(_ value: Span<UInt8>) -> Int {
        for index in 0..<value.count where value[index] == UInt8(ascii: "=") { return index }
        return value.count
    }
}
