import DockerAPI

/// Allow rules that give root on the host. Found by asking the policy itself, so a deny rule that stands before it counts.
extension PolicyCheck {
    private struct Gift {
        var titles: [String] = []
        var callers: [String] = []
    }

    /// Rules that are evaluated in all, for a policy of ten thousand of them not to take minutes.
    private static let workLimit = 3_000_000
    private static let imageLimit = 3
    private static let testLimit = 4

    func checkHostRoot() {
        var gifts: [Int: Gift] = [:]
        let callers = ProbeCaller.all(self)
        let bodies = probeBodies()
        var work = 0
        for body in bodies {
            for probe in RootProbe.all where probe.host != nil || body.isFirst {
                let (uri, text) = body.body.call(probe)
                for caller in callers {
                    guard work < Self.workLimit else { break }
                    work += policy.rules.count + 50
                    for number in allowing(probe.method, uri, text, caller) {
                        var gift = gifts[number] ?? Gift()
                        if !gift.titles.contains(probe.title) { gift.titles.append(probe.title) }
                        if !gift.callers.contains(caller.title) { gift.callers.append(caller.title) }
                        gifts[number] = gift
                    }
                }
            }
        }
        for rule in rules {
            guard let gift = gifts[rule.number] else { continue }
            warn(
                .givesHostRoot,
                rule,
                at: rule.syntax.node,
                "the rule `\(rule.id)` gives \(Self.list(gift.callers, "more callers")) root on this host: "
                    + Self.list(gift.titles, "more"),
                help: "deny it, as policies/members.yaml does; where it is meant, "
                    + "put `accept: [\(DiagnosticKind.givesHostRoot.rawValue)]` into the rule"
            )
        }
    }

    /// The numbers of the rules that allow a call.
    private func allowing(_ method: String, _ uri: String, _ body: String?, _ caller: ProbeCaller) -> [Int] {
        let certificate = caller.certificate
        var reader = CallReader(options: ReaderOptions(readCertificate: { _ in certificate }))
        var headers: [(String, String)] = []
        if let body {
            headers = [("Content-Type", "application/json"), ("Content-Length", String(body.utf8.count))]
        }
        let wire = WireCall(
            method: method,
            uri: uri,
            headers: headers,
            body: body.map { Array($0.utf8) },
            user: caller.user,
            authentication: caller.authentication,
            certificates: certificate == nil ? [] : ["-"]
        )
        reader.read(wire, needs: policy.needs)
        let decision = policy.decide(reader.call, scratch: scratch)
        guard decision.allowed else { return [] }
        return decision.rules.compactMap { numbers[$0.id] }
    }

    private func probeBodies() -> [(body: RootProbeBody, isFirst: Bool)] {
        var images = ["busybox"]
        for rule in rules {
            rule.forEachCondition { condition, _ in
                guard condition.attribute == .call(.fact(.image)) || Self.name(condition.attribute) == "body.Image"
                else {
                    return
                }
                for pattern in patterns(condition) where images.count <= Self.imageLimit {
                    let sample = pattern.sketch.sample()
                    if !sample.isEmpty, !images.contains(sample) { images.append(sample) }
                }
            }
        }
        var bodies = images.flatMap {
            [RootProbeBody(image: $0, isCareful: false), RootProbeBody(image: $0, isCareful: true)]
        }
        bodies += policy.tests.compactMap(RootProbeBody.init).prefix(Self.testLimit)
        return bodies.enumerated().map { ($1, $0 == 0) }
    }

    private static func list(_ items: [String], _ more: String) -> String {
        let shown = items.prefix(4).joined(separator: ", ")
        return items.count > 4 ? "\(shown) and \(items.count - 4) \(more)" : shown
    }
}
