import DockerAPI

/// What dockerd has to answer if a call is what we understood it to be. Each answer shows which route ran, on what, and
/// with which parameters.
struct URIModel {
    let line: EngineLine
    let fixture: Fixture
    let objects: URIObjects

    /// - Returns: Nothing where an answer of that action tells too little.
    func differences(_ call: APICall, _ answer: EngineAnswer) throws -> [String]? {
        if let fault = versionFault(call.version) {
            return answer.status == 400 && (answer.message.contains(fault) || call.method == "HEAD")
                ? [] : ["version \(call.version) is \(fault), dockerd answered \(answer)"]
        }
        let check = URICheck(call: call, answer: answer, line: line, fixture: fixture, objects: objects)
        guard let expected = try check.expectation() else { return nil }
        return expected ? [] : ["not what \(call.action) of \(call.target) gives"]
    }

    /// Why dockerd refuses a version; nothing for one that it takes.
    private func versionFault(_ version: String) -> String? {
        guard !version.isEmpty else { return nil }
        let numbers = version.split(separator: ".", omittingEmptySubsequences: false).map {
            Int($0) ?? ($0.isEmpty ? 0 : Int.max)
        }
        let asked = numbers + [0, 0]
        func isBefore(_ left: [Int], _ right: [Int]) -> Bool { left.lexicographicallyPrecedes(right) }
        let newest = fixture.newestVersion + Array(repeating: 0, count: max(0, asked.count - 2))
        let oldest = fixture.oldestVersion + Array(repeating: 0, count: max(0, asked.count - 2))
        if isBefore(asked, oldest) { return "too old" }
        if isBefore(newest, asked) { return "too new" }
        return nil
    }
}
