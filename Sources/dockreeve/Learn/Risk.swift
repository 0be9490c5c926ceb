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
        (.opaque, ["attach", "tar"]),
    ]

    /// Facts of administrative calls: the action tells all there is to tell, their values are ids.
    static let administrative: FactSet = [FactSet(.plugin), FactSet(.swarm), FactSet(.node)]

    /// Actions whose facts don't tell all: a service can name the host's network by any prefix of its id.
    static let actions: Set<String> = ["service.create", "service.update"]

    static let factSet: FactSet = facts.reduce(into: FactSet()) { $0.insert(FactSet($1.fact)) }

    /// The facts that an action can have with values that aren't harmless.
    static func possible(_ action: String) -> [(fact: Fact, harmless: [String])] {
        let endpoints = Catalogue.endpoints(for: action)
        let possible = endpoints.reduce(into: FactSet()) { $0.formUnion($1.possibleFacts) }
        return facts.filter { fact, harmless in
            switch fact {
            case .opaque:
                // What a tunnel carries is always the same.
                return endpoints.contains { $0.tunnel.map { !harmless.contains($0.rawValue) } ?? false }
            case .imageSource:
                return action == "build.start" || action == "image.create"
            default: return possible.contains(fact)
            }
        }
    }

    /// Whether every call of an action needs a look.
    static func isAdministrative(_ call: APICall) -> Bool {
        actions.contains(call.action) || !call.presentFacts(of: administrative).isEmpty
    }

    /// Whether a call needs a look.
    static func isFound(in call: APICall) -> Bool {
        isAdministrative(call) || !found(in: call).isEmpty
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
