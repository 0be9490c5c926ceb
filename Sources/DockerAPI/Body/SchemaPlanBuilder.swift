/// Lays the schemas of the catalogue out flat; runs once.
struct SchemaPlanBuilder {
    private(set) var types: [PlanType]
    private(set) var fields: [PlanField]
    private(set) var names: [UInt8] = []
    private(set) var slots: [UInt16] = []
    private(set) var folds: [[UInt8]: UInt16] = [:]
    private var offsets: [String: Range<Int>] = [:]

    init() {
        types = [PlanType(kind: .unknown)]
        let key = NameKey([UInt8]().span, 0..<0)
        fields = [PlanField(name: 0..<0, key: key, type: SchemaPlan.unknown, legacy: nil)]
    }

    /// - Returns: The type's number.
    mutating func add(_ type: BodyType) -> UInt16 {
        switch type {
        case .bool: append(PlanType(kind: .bool))
        case .integer(let width): append(PlanType(kind: .integer, width: width))
        case .duration: append(PlanType(kind: .integer, width: .int64))
        case .float: append(PlanType(kind: .float))
        case .string: append(PlanType(kind: .string))
        case .base64: append(PlanType(kind: .base64))
        case .stringOrList: append(PlanType(kind: .stringOrList, element: append(PlanType(kind: .string))))
        case .list(let element): append(PlanType(kind: .list, element: add(element)))
        case .map(let element): append(PlanType(kind: .map, element: add(element)))
        case .object(let schema): add(schema)
        case .emptyObject: append(PlanType(kind: .emptyObject))
        }
    }

    private mutating func append(_ type: PlanType) -> UInt16 {
        types.append(type)
        return UInt16(types.count - 1)
    }

    private mutating func add(_ schema: BodySchema) -> UInt16 {
        let first = fields.count
        for field in schema.fields {
            let name = offset(of: field.name)
            let key = NameKey(names.span, name)
            fields.append(PlanField(name: name, key: key, type: SchemaPlan.unknown, legacy: field.legacy))
        }
        let range = UInt16(first)..<UInt16(fields.count)
        for (index, field) in schema.fields.enumerated() {
            let type = add(field.type)
            fields[first + index] = PlanField(
                name: fields[first + index].name,
                key: fields[first + index].key,
                type: type,
                legacy: field.legacy,
                source: FactSource.source(schema.name, field.name),
                secrecy: Secrecy.of(schema.name, field)
            )
        }
        var object = PlanType(kind: .object, fields: range)
        object.slots = addSlots(range)
        if schema.fields.contains(where: { $0.legacy != nil }) { object.hostConfig = linkLegacy(range) }
        return append(object)
    }

    private mutating func addSlots(_ range: Range<UInt16>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        var count = 4
        while count < range.count * 2 { count *= 2 }
        let start = slots.count
        slots.append(contentsOf: repeatElement(0, count: count))
        for field in range {
            var at = Int(SchemaPlan.hash(names.span, fields[Int(field)].name)) & (count - 1)
            while slots[start + at] != 0 { at = (at + 1) & (count - 1) }
            slots[start + at] = field
        }
        return start..<slots.count
    }

    /// Finds for the members in legacy places the fields of `HostConfig` that they are.
    private mutating func linkLegacy(_ range: Range<UInt16>) -> UInt16 {
        guard let host = range.first(where: { text($0) == "HostConfig" }) else { return 0 }
        let members = types[Int(fields[Int(host)].type)].fields
        for field in range {
            guard let legacy = fields[Int(field)].legacy else { continue }
            let name = if case .cpusetCpus = legacy { "CpusetCpus" } else { text(field) }
            fields[Int(field)].destination = members.first { text($0) == name } ?? 0
        }
        return host
    }

    /// Gives every name its place among all names, and a number that it shares with those that differ in case only.
    mutating func rankNames() {
        let sorted = offsets.values.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        var ranks: [Int: UInt16] = [:]
        for (rank, range) in sorted.enumerated() { ranks[range.lowerBound] = UInt16(rank) }
        for range in sorted {
            let folded = FoldedName.fold(ArenaText.text(names, range))
            if folds[folded] == nil { folds[folded] = UInt16(folds.count + 1) }
        }
        for field in fields.indices where field > 0 {
            fields[field].rank = ranks[fields[field].name.lowerBound] ?? 0
            fields[field].fold = folds[FoldedName.fold(text(UInt16(field)))] ?? 0
        }
    }

    private func text(_ field: UInt16) -> String { ArenaText.text(names, fields[Int(field)].name) }

    private mutating func offset(of name: String) -> Range<Int> {
        if let known = offsets[name] { return known }
        let range = names.count..<names.count + name.utf8.count
        names.append(contentsOf: name.utf8)
        offsets[name] = range
        return range
    }
}
