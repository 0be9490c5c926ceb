import DockerAPI

/// One call that makes an object from a JSON body, shows it and removes it again.
struct ObjectCase {
    let campaign: Campaign.Kind
    let seed: UInt64
    let witness: Witness
    let line: EngineLine
    let fixture: Fixture

    private var name: String { "case-\(seed)" }

    func run() throws -> CaseResult {
        var dice = Dice(seed: seed)
        let draft = Mangler.mangle(ObjectDraft.random(campaign, name, &dice), .random(&dice), &dice)
        let body = Breaker.damage(Scribe.write(draft, .random(&dice), &dice), &dice)
        let prefix = dice.pick(["/v1.41", "", "/v1.30"])
        let call = RawCall("", prefix + path).with {
            $0.body = body
            Framing.change(&$0, &dice)
        }
        let answer = try line.send(call, case: name)
        let seen = witness.take(name)
        let story =
            "\(call.target) \(call.headers)\n\(String(decoding: call.body.prefix(6000), as: UTF8.self))\n\(answer)"
        return CaseResult(seed: seed, ending: try ending(call, answer, seen), story: story)
    }

    private func ending(_ call: RawCall, _ answer: EngineAnswer, _ seen: [APICall]) throws -> CaseResult.Ending {
        guard let understood = seen.first, seen.count == 1 else {
            if seen.isEmpty, !(200..<300).contains(answer.status) { return .notAsked(answer.status) }
            return .differed(["dockerd asked \(seen.count) times and answered \(answer.status)"])
        }
        if let finding = understood.findings.first {
            guard answer.isDenial, answer.message.contains(finding.guard.rawValue) else {
                return .differed(["denied by \(finding), and dockerd answered \(answer.status)"])
            }
            let again = try line.send(call, case: name, isTrial: true)
            guard let understood = witness.take(name).first else {
                return .denied(finding, .unknown)
            }
            guard again.status == 201 else { return .denied(finding, .refused) }
            let isSame = try differences(understood, again).isEmpty
            return .denied(finding, isSame ? .agreed : .differed)
        }
        guard answer.status == 201 else {
            return answer.isDenial
                ? .differed(["allowed, and dockerd says that it was denied"]) : .refused(answer.status)
        }
        let differences = try differences(understood, answer)
        return differences.isEmpty ? .agreed : .differed(differences + ["canonical: \(understood.values(of: .body))"])
    }

    private var path: String {
        switch campaign {
        case .exec: "/containers/\(Fixture.container)/exec"
        case .volume: "/volumes/create"
        default: "/networks/create"
        }
    }

    /// Looks at what is there now, and removes it.
    private func differences(_ call: APICall, _ answer: EngineAnswer) throws -> [String] {
        let made = answer.json
        guard let text = call.values(of: .body).first else { return ["no canonical body"] }
        let body = KnownNames.only(in: try JSONValue(parsing: Array(text.utf8)), fixture)
        let object = StoredObject(body: body, call: call)
        switch campaign {
        case .exec:
            return object.exec(try line.need("GET", "/exec/\(made["Id"]?.text ?? "")/json"), fixture)
        case .volume:
            let target = "/volumes/\(Self.escaped(made["Name"]?.text ?? ""))"
            let stored = try line.need("GET", target)
            try line.need("DELETE", "\(target)?force=1")
            return object.volume(stored)
        default:
            let target = "/networks/\(made["Id"]?.text ?? "")"
            let stored = try line.need("GET", target)
            try line.need("DELETE", target)
            return object.network(stored)
        }
    }

    private static func escaped(_ name: String) -> String {
        name.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return "%\(digits.count == 1 ? "0" : "")\(digits)"
        }.joined()
    }
}
