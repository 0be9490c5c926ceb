extension Endpoint {
    /// The facts that a call to this endpoint can have, as long as no guard finds anything about it.
    public var possibleFacts: FactSet { Self.factTable[ObjectIdentifier(self)] ?? .all }

    /// The same where a guard may be in monitor mode: also what an engine reads from a body that doesn't belong here.
    public var possibleFactsUnguarded: FactSet {
        legacyBody == nil ? possibleFacts : possibleFacts.union(factsOfBody)
    }

    private static let factTable: [ObjectIdentifier: FactSet] = {
        var table: [ObjectIdentifier: FactSet] = [:]
        for endpoint in Catalogue.endpoints { table[ObjectIdentifier(endpoint)] = endpoint.gatherPossibleFacts() }
        return table
    }()

    private func gatherPossibleFacts() -> FactSet {
        var facts = factsOfCall
        if tunnel != nil { facts.insert(FactSet(.opaque)) }
        if body.type != nil { facts.formUnion(factsOfBody) }
        if action == "volume.create" { facts.formUnion(FactSource.volume.yield) }
        return facts
    }

    private var factsOfBody: FactSet {
        var facts = FactSet()
        var seen: Set<UInt16> = []
        Self.insertFacts(of: SchemaPlan.shared.root(of: self), into: &facts, &seen)
        return facts
    }

    /// Those of the path, the query and the action.
    private var factsOfCall: FactSet {
        let hostPath: FactSet = [FactSet(.hostMount), FactSet(.hostMountRW)]
        switch action {
        case "container.create": return FactSet(.network)
        case "container.start", "checkpoint.list", "checkpoint.delete", "checkpoint.create": return hostPath
        case "network.connect": return FactSet(.network)
        case "build.start":
            return [.networkMode, .securityOpt, .cgroupParent, .limits, .image].reduce(into: FactSet(.imageSource)) {
                (facts: inout FactSet, source: FactSource) in facts.formUnion(source.yield)
            }
            .union(QueryJSON.build.reduce(into: FactSet()) { $0.formUnion($1.source.yield) })
        case "image.create", "container.commit": return [FactSet(.imageSource), FactSet(.image)]
        case "image.load": return FactSet(.imageSource)
        case "image.push", "image.tag": return FactSet(.image)
        case "swarm.init", "swarm.join", "swarm.leave", "swarm.inspect", "swarm.unlock_key", "swarm.update",
            "swarm.unlock":
            return FactSet(.swarm)
        case "node.update", "node.delete": return FactSet(.node)
        case "secret.create", "secret.update", "secret.delete": return FactSet(.secret)
        case "config.create", "config.update", "config.delete", "config.inspect": return FactSet(.config)
        case "plugin.enable", "plugin.disable", "plugin.set", "plugin.push", "plugin.delete", "plugin.create",
            "plugin.pull", "plugin.upgrade":
            return FactSet(.plugin)
        default: return []
        }
    }

    private static func insertFacts(of type: UInt16, into facts: inout FactSet, _ seen: inout Set<UInt16>) {
        guard seen.insert(type).inserted else { return }
        let plan = SchemaPlan.shared
        let known = plan.types[Int(type)]
        if known.element != SchemaPlan.unknown { insertFacts(of: known.element, into: &facts, &seen) }
        for field in known.fields {
            facts.formUnion(plan.fields[Int(field)].source.yield)
            insertFacts(of: plan.fields[Int(field)].type, into: &facts, &seen)
        }
    }
}
