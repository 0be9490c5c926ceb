import DockerAPI

/// What was seen of one action of one user.
struct ActionUse {
    /// Calls without risk.
    var count = 0
    var example = ""
    var images = BoundedSet()
    /// Calls that need a look.
    var riskyCount = 0
    var riskyExamples: [String] = []
    var riskyImages = BoundedSet()
    var risks: [Fact: BoundedSet] = [:]

    static let exampleLimit = 3

    mutating func add(_ call: APICall, example: String) {
        let risks = Risk.found(in: call)
        let images = call.values(of: .fact(.image))
        guard !risks.isEmpty || Risk.isAdministrative(call) else {
            count += 1
            if self.example.isEmpty { self.example = example }
            images.forEach { self.images.insert($0) }
            return
        }
        riskyCount += 1
        if riskyExamples.count < Self.exampleLimit { riskyExamples.append(example) }
        images.forEach { riskyImages.insert($0) }
        for (fact, values) in risks { values.forEach { self.risks[fact, default: BoundedSet()].insert($0) } }
    }

    mutating func merge(_ other: ActionUse) {
        count += other.count
        if example.isEmpty { example = other.example }
        images.merge(other.images)
        riskyCount += other.riskyCount
        riskyExamples = Array((riskyExamples + other.riskyExamples).prefix(Self.exampleLimit))
        riskyImages.merge(other.riskyImages)
        for (fact, values) in other.risks { risks[fact, default: BoundedSet()].merge(values) }
    }

    /// What has to be the same for users to be of one group.
    var behaviour: String {
        let risks = self.risks.keys.map(\.rawValue).sorted().joined(separator: ",")
        return "\(count > 0)/\(riskyCount > 0)/\(risks)"
    }
}

/// Values that were seen, up to a bound: what callers wrote must not fill the memory.
struct BoundedSet {
    static let limit = 200

    private(set) var values: Set<String> = []
    /// Whether there were more than are held.
    private(set) var isOverfull = false

    mutating func insert(_ value: String) {
        if values.count < Self.limit || values.contains(value) { values.insert(value) } else { isOverfull = true }
    }

    mutating func merge(_ other: BoundedSet) {
        other.values.forEach { insert($0) }
        isOverfull = isOverfull || other.isOverfull
    }
}
