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

    /// Facts whose values can be secret by nature, `key=value`: of the value no more is written than its replacement.
    ///
    /// Records of older versions have only the names.
    static let nameOnly = FactSet(.volumeOption)
    /// The same where the name says that the value is secret.
    private static let named = FactSet(.networkOption)
    /// Facts of which no value is written before a second look.
    static let closelyRead = nameOnly.union(named)

    private static let attributes: [(fact: Fact, attribute: CallAttribute)] =
        Fact.allCases.filter { facts.contains($0) }.map { ($0, .fact($0)) }

    /// The facts of a call, by their names: `"uses":{"host_mount":["/etc"]}`. Nothing when it has none.
    mutating func writeFacts(_ call: APICall, _ redactor: Redactor) {
        let present = call.presentFacts(of: Self.facts)
        guard !present.isEmpty else { return }
        json.name("uses")
        json.beginObject()
        for (fact, attribute) in Self.attributes where present.contains(fact) {
            json.name(fact.rawValue)
            json.beginArray()
            call.forEachValue(of: attribute) { value in
                write(value, of: fact, redactor)
                return true
            }
            json.endArray()
        }
        json.endObject()
    }

    private mutating func write(_ value: Span<UInt8>, of fact: Fact, _ redactor: Redactor) {
        let mayHide = redactor.looksEverywhere || redactor.closelyReadFacts.contains(fact) || Self.mayHoldURL(value)
        if mayHide { writeHiding(value, of: fact, redactor) } else { json.string(value) }
    }

    private mutating func writeHiding(_ value: Span<UInt8>, of fact: Fact, _ redactor: Redactor) {
        let isWhole = redactor.rules.facts.contains(fact)
        let hasName = Self.nameOnly.contains(fact) || Self.named.contains(fact)
        let name = hasName ? Self.nameLength(value) : value.count
        let isValue = Self.nameOnly.contains(fact) || (hasName && SecretName.isOne(value.extracting(0..<name)))
        guard isWhole || isValue || redactor.looksEverywhere || Self.mayHoldURL(value) else {
            return json.string(value)
        }
        var text = takeText()
        defer { self.text = text }
        var isErased = false
        if isWhole || isValue {
            let start = isWhole ? 0 : min(name + 1, value.count)
            value.extracting(0..<start).withUnsafeBufferPointer { text.append(contentsOf: $0) }
            isErased = start < value.count
            if isErased { redactor.hide(value.extracting(start..<value.count), to: &text) }
        } else {
            isErased = redactor.clean(value, to: &text)
        }
        if isErased { erased.add("uses.\(fact.rawValue)") }
        json.string(text.span)
    }

    /// Only an `@` or a `?` parts what is secret in a URL; a `%` may stand for them.
    private static func mayHoldURL(_ value: Span<UInt8>) -> Bool {
        for index in 0..<value.count {
            let byte = value[index]
            if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%") { return true }
        }
        return false
    }

    /// How many bytes stand before the first `=`; all where there is none.
    private static func nameLength(_ value: Span<UInt8>) -> Int {
        for index in 0..<value.count where value[index] == UInt8(ascii: "=") { return index }
        return value.count
    }
}
