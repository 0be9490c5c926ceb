import DockerAPI

/// What makes a call one that nobody should allow without having thought about it: it can give root on the host, or opens
/// a way that no rule can look into.
enum Risk {
    /// Facts of that kind, with the values that are harmless all the same.
    static let facts: [(fact: Fact, harmless: [String])] = [
        (.privileged, []),
        (.hostMount, []),
        (.volumeOption, []),
        (.mountPropagation, ["private", "rprivate", "slave", "rslave"]),
        (.capability, []),
        (.hostNamespace, []),
        (.device, []),
        (.unconfined, []),
        (.cgroupParent, []),
        (.runtime, ["runc", "io.containerd.runc.v2"]),
        (.volumeDriver, ["local"]),
        (.networkDriver, ["bridge", "overlay", "none", "null", "default"]),
        (.ipamDriver, ["default"]),
        (.logDriver, ["json-file", "local", "none"]),
        (.imageSource, ["registry", "upload", "build", "commit"]),
        (.plugin, []),
        (.swarm, []),
        (.node, []),
        (.opaque, ["attach", "tar"]),
    ]

    /// Actions whose facts don't tell all: a service can name the host's network by any prefix of its id.
    static let actions: Set<String> = ["service.create", "service.update"]

    static let factSet: FactSet = facts.reduce(into: FactSet()) { $0.insert(FactSet($1.fact)) }

    /// Whether calls of this action can be risky at all.
    static func isPossible(_ action: String) -> Bool {
        actions.contains(action)
            || Catalogue.endpoints(for: action).contains { !$0.possibleFacts.isDisjoint(with: factSet) }
    }

    /// The facts of that kind that an action can have.
    static func possible(_ action: String) -> [(fact: Fact, harmless: [String])] {
        let possible = Catalogue.endpoints(for: action).reduce(into: FactSet()) { $0.formUnion($1.possibleFacts) }
        return facts.filter { possible.contains($0.fact) }
    }

    /// The values of a call that aren't harmless, by fact.
    static func found(in call: APICall) -> [Fact: [String]] {
        var found: [Fact: [String]] = [:]
        let present = call.presentFacts(of: factSet)
        for (fact, harmless) in facts where present.contains(fact) {
            let values = call.values(of: .fact(fact)).filter { !harmless.contains($0) }
            if !values.isEmpty { found[fact] = values }
        }
        return found
    }
}
