import DockerAPI

/// The values that facts have to have, by what dockerd stored; gathered in another way than ``DockerAPI`` does it.
struct ExpectedFacts {
    private struct Expectation {
        var required: Set<String> = []
        /// Right to say and right to leave out.
        var allowed: Set<String> = []
    }

    private var expectations: [Fact: Expectation] = [:]

    mutating func require(_ fact: Fact, _ values: some Sequence<String>) {
        expectations[fact, default: Expectation()].required.formUnion(values)
    }

    mutating func require(_ fact: Fact, _ value: String, when condition: Bool = true) {
        require(fact, condition ? [value] : [])
    }

    mutating func allow(_ fact: Fact, _ values: some Sequence<String>) {
        expectations[fact, default: Expectation()].allowed.formUnion(values)
    }

    /// Facts that lack something dockerd did, and facts that claim what it did not do. Facts nothing is known of are left
    /// alone.
    func differences(_ call: APICall) -> [String] {
        expectations.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { fact in
            guard let expected = expectations[fact] else { return nil }
            let has = Set(call.values(of: .fact(fact)))
            let missing = expected.required.subtracting(has)
            let tooMany = has.subtracting(expected.required).subtracting(expected.allowed)
            guard !missing.isEmpty || !tooMany.isEmpty else { return nil }
            return
                "uses.\(fact.rawValue): is \(has.sorted()), lacks \(missing.sorted()), should not have \(tooMany.sorted())"
        }
    }

    /// `path.Clean` for the absolute paths that dockerd shows cleaned and those that it doesn't.
    static func cleaned(_ path: String) -> String {
        if path.isEmpty { return "" }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
