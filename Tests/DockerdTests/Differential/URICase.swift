import DockerAPI

/// One request target, and where it led.
struct URICase {
    let seed: UInt64
    let witness: Witness
    let line: EngineLine
    let fixture: Fixture

    private var own: String { "uri-\(seed)" }

    func run() throws -> CaseResult {
        var dice = Dice(seed: seed)
        let draft = URIDraft.random(own: own, fixture: fixture, &dice)
        let call = RawCall("", URIScribe.write(draft, &dice), method: draft.method).with {
            if dice.percent(4) {
                $0.method = dice.pick(["get", "Post", "HEAD", "PATCH", "OPTIONS", "PUT", "CONNECT", "TRACE"])
            }
            $0.headers = draft.body.isEmpty ? ["Content-Length: 0"] : ["Content-Type: application/json"]
            $0.body = Array(draft.body.utf8)
        }
        let objects = try makeObjects(for: draft)
        let answer = try line.send(call, case: own)
        let ending = try ending(call, answer, objects)
        try removeObjects(objects)
        return CaseResult(
            seed: seed,
            ending: ending,
            story: "\(call.method) \(call.target)\nmeant: \(draft)\n\(answer)"
        )
    }

    private func ending(_ call: RawCall, _ answer: EngineAnswer, _ objects: URIObjects) throws -> CaseResult.Ending {
        let seen = witness.take(own)
        guard let understood = seen.first, seen.count == 1 else {
            // dockerd redirects and refuses by itself. What it does, it has to ask about.
            if seen.isEmpty, answer.status >= 300 || answer.isFromServer { return .notAsked(answer.status) }
            return .differed(["dockerd asked \(seen.count) times and answered \(answer.status)"])
        }
        let model = URIModel(line: line, fixture: fixture, objects: objects)
        guard let finding = understood.findings.first else {
            if answer.isDenial { return .differed(["allowed, and dockerd says that it was denied"]) }
            guard let differences = try model.differences(understood, answer) else { return .refused(answer.status) }
            return differences.isEmpty ? .agreed : .differed(differences + [Self.description(understood)])
        }
        guard answer.status == 403 else {
            return .differed([
                "denied by \(finding), and dockerd answered \(answer.status)", Self.description(understood),
            ])
        }
        let again = try line.send(call, case: own, isTrial: true)
        guard let tried = witness.take(own).first else { return .denied(finding, .unknown) }
        guard (200..<300).contains(again.status) else { return .denied(finding, .refused) }
        guard let differences = try model.differences(tried, again) else { return .denied(finding, .unknown) }
        return .denied(finding, differences.isEmpty ? .agreed : .differed)
    }

    private static func description(_ call: APICall) -> String {
        "understood: \(call.action) target=\(call.target) version=\(call.version) uri=\(call.uri)"
    }

    /// Objects of its own for a call that would change one.
    private func makeObjects(for draft: URIDraft) throws -> URIObjects {
        var objects = URIObjects(name: own)
        if draft.path.hasPrefix("/containers/"), draft.path.contains(own) {
            let made = try line.need("POST", "/containers/create?name=\(own)", #"{"Image":"\#(Engine.image)"}"#)
            objects.containerID = made["Id"]?.text
        }
        if draft.path.hasPrefix("/images/"), draft.method == "DELETE" {
            try line.need("POST", "/images/\(Engine.image)/tag?repo=\(own)&tag=tag")
        }
        if draft.path == "/volumes/\(own)" { try line.need("POST", "/volumes/create", #"{"Name":"\#(own)"}"#) }
        return objects
    }

    private func removeObjects(_ objects: URIObjects) throws {
        if let id = objects.containerID { _ = try line.call("DELETE", "/containers/\(id)?force=1&v=1") }
        let listed = try line.need("GET", "/containers/json?all=1&filters=%7B%22name%22%3A%5B%22\(own)-%22%5D%7D")
        for container in listed.elements {
            _ = try line.call("DELETE", "/containers/\(container["Id"]?.text ?? "")?force=1")
        }
        for tag in ["tag", "made", "latest"] { _ = try line.call("DELETE", "/images/\(own):\(tag)") }
        _ = try line.call("DELETE", "/volumes/\(own)")
    }
}

/// What a case has for itself.
struct URIObjects: Sendable {
    let name: String
    var containerID: String?
}
