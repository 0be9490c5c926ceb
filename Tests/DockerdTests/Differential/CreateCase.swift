import DockerAPI
import TestSupport

/// One call of `containers/create`, and what came of it.
struct CreateCase {
    let seed: UInt64
    let witness: Witness
    let line: EngineLine
    let fixture: Fixture

    private var name: String { "case-\(seed)" }

    func run() throws -> CaseResult {
        var dice = Dice(seed: seed)
        let (call, isOldClient) = draw(&dice)
        let answer = try line.send(call, case: name)
        let seen = witness.take(name)
        let story =
            "\(call.method) \(call.target) \(call.headers)\n\(String(decoding: call.body.prefix(6000), as: UTF8.self))"
        func result(_ ending: CaseResult.Ending) -> CaseResult {
            CaseResult(seed: seed, ending: ending, story: "\(story)\n\(answer)")
        }
        guard let understood = seen.first, seen.count == 1 else {
            if seen.isEmpty, !(200..<300).contains(answer.status) { return result(.notAsked(answer.status)) }
            return result(.differed(["dockerd asked \(seen.count) times and answered \(answer.status)"]))
        }
        if let finding = understood.findings.first {
            guard answer.isDenial, answer.message.contains(finding.guard.rawValue) else {
                return result(.differed(["denied by \(finding), and dockerd answered \(answer.status)"]))
            }
            return result(.denied(finding, try tryAnyway(call, isOldClient)))
        }
        guard answer.status == 201 else {
            if answer.isDenial { return result(.differed(["allowed, and dockerd says that it was denied"])) }
            return result(.refused(answer.status))
        }
        guard let differences = try differences(understood, answer, isOldClient) else { return result(.refused(0)) }
        return result(
            differences.isEmpty ? .agreed : .differed(differences + ["canonical: \(understood.values(of: .body))"])
        )
    }

    private func draw(_ dice: inout Dice) -> (RawCall, isOldClient: Bool) {
        let draft = Mangler.mangle(CreateDraft.random(fixture, &dice), .random(&dice), &dice)
        let body = Breaker.damage(Scribe.write(draft, .random(&dice), &dice), &dice)
        let prefix = dice.pick(["/v1.41", "/v1.41", "", "/v1.41.0", "/v1.40", "/v1.30", "/v1.24", "/v1.18"])
        let call = RawCall("", "\(prefix)/containers/create?name=\(name)").with {
            $0.body = body
            Framing.change(&$0, &dice)
        }
        return (call, !["", "/v1.41", "/v1.41.0"].contains(prefix))
    }

    private func tryAnyway(_ call: RawCall, _ isOldClient: Bool) throws -> CaseResult.Trial {
        let answer = try line.send(call, case: name, isTrial: true)
        guard let understood = witness.take(name).first else { return .unknown }
        guard answer.status == 201 else { return .refused }
        guard let differences = try differences(understood, answer, isOldClient) else { return .unknown }
        return differences.isEmpty ? .agreed : .differed
    }

    /// - Returns: Nothing for a container that dockerd can't show: it falls over some, like one with `"Ulimits":[null]`.
    private func differences(_ call: APICall, _ answer: EngineAnswer, _ isOldClient: Bool) throws -> [String]? {
        let id = answer.json["Id"]?.text ?? ""
        let inspected = try line.call("GET", "/containers/\(id)/json")
        // It then holds the container's lock for ever: removing it would not end.
        if inspected.status == 0 { return nil }
        try line.need("DELETE", "/containers/\(id)?force=1&v=1")
        guard inspected.status == 200 else { throw TestFault("inspecting \(id): \(inspected)") }
        let stored = inspected.json
        guard let text = call.values(of: .body).first else { return ["no canonical body"] }
        let body = KnownNames.only(in: try JSONValue(parsing: Array(text.utf8)), fixture)
        var differences = StoredContainer(
            body: body,
            stored: stored,
            fixture: fixture,
            warnings: answer.json["Warnings"]?.texts ?? [],
            isOldClient: isOldClient
        ).differences()
        differences += ExpectedFacts(container: stored, body: body, fixture: fixture).differences(call)
        if call.action != "container.create" { differences.append("action is \(call.action)") }
        if "/\(call.target)" != stored["Name"]?.text {
            differences.append("target is \(call.target), dockerd has \(stored["Name"]?.text ?? "")")
        }
        return differences
    }
}
