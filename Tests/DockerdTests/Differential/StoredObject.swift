import DockerAPI

/// What dockerd stored for an exec, a volume or a network, held against the canonical body.
struct StoredObject {
    let body: JSONValue
    let call: APICall

    /// `GET /exec/{id}/json`. Environment and working directory are not shown.
    func exec(_ stored: JSONValue, _ fixture: Fixture) -> [String] {
        let process = stored["ProcessConfig"] ?? .null
        let command = [process["entrypoint"] ?? .null] + (process["arguments"]?.elements ?? [])
        var differences = compared([
            ("Cmd", body["Cmd"], .array(command)),
            ("Privileged", body["Privileged"], process["privileged"]),
            ("User", body["User"], process["user"]),
            ("Tty", body["Tty"], process["tty"]),
            ("AttachStdin", body["AttachStdin"], stored["OpenStdin"]),
            ("AttachStdout", body["AttachStdout"], stored["OpenStdout"]),
            ("AttachStderr", body["AttachStderr"], stored["OpenStderr"]),
        ])
        var facts = ExpectedFacts()
        facts.require(.privileged, "true", when: process["privileged"]?.isTrue == true)
        facts.require(.containerUser, [process["user"]?.text ?? ""].filter { !$0.isEmpty })
        differences += facts.differences(call)
        differences += identity("exec.create", Fixture.container)
        if stored["ContainerID"]?.text != fixture.containerID { differences.append("in another container") }
        return differences
    }

    /// `GET /volumes/{name}`.
    func volume(_ stored: JSONValue) -> [String] {
        let driver = body["Driver"]?.text ?? ""
        var differences = compared([
            ("Driver", .string(driver.isEmpty ? "local" : driver), stored["Driver"]),
            ("Options", body["DriverOpts"], stored["Options"]),
            ("Labels", body["Labels"], stored["Labels"]),
        ])
        // A volume without a name is given one.
        differences += identity("volume.create", body["Name"].map { _ in stored["Name"]?.text ?? "" } ?? "")
        var facts = ExpectedFacts()
        for fact in [Fact.hostMount, .hostMountRW, .volumeOption] { facts.allow(fact, []) }
        facts.require(.volumeDriver, [driver].filter { !$0.isEmpty })
        facts.takeVolume(stored["Options"] ?? .null)
        return differences + facts.differences(call)
    }

    /// `GET /networks/{id}`.
    func network(_ stored: JSONValue) -> [String] {
        let isOnlyConfiguration = stored["ConfigOnly"]?.isTrue == true
        let driver = body["Driver"]?.text ?? ""
        let ipam = body["IPAM"]?["Driver"]?.text ?? ""
        var differences = compared([
            ("Driver", .string(isOnlyConfiguration ? "null" : driver.isEmpty ? "bridge" : driver), stored["Driver"]),
            ("Options", body["Options"], stored["Options"]),
            ("Labels", body["Labels"], stored["Labels"]),
            ("Internal", body["Internal"], stored["Internal"]),
            ("Attachable", body["Attachable"], stored["Attachable"]),
            ("Ingress", body["Ingress"], stored["Ingress"]),
            ("ConfigOnly", body["ConfigOnly"], stored["ConfigOnly"]),
            ("EnableIPv6", body["EnableIPv6"], stored["EnableIPv6"]),
            ("IPAM.Driver", .string(ipam.isEmpty ? "default" : ipam), stored["IPAM"]?["Driver"]),
        ])
        // dockerd chooses addresses where none are asked for.
        if let config = body["IPAM"]?["Config"], !Likeness.isZero(config) {
            differences += compared([("IPAM.Config", config, stored["IPAM"]?["Config"])])
        }
        differences += identity("network.create", stored["Name"]?.text ?? "")
        var facts = ExpectedFacts()
        facts.require(.networkDriver, [driver].filter { !$0.isEmpty })
        facts.require(.ipamDriver, [ipam].filter { !$0.isEmpty })
        facts.require(.label, (stored["Labels"]?.members ?? [:]).map { "\($0)=\($1.text)" })
        return differences + facts.differences(call)
    }

    private func compared(_ members: [(String, JSONValue?, JSONValue?)]) -> [String] {
        members.compactMap { name, understood, stored in
            if Likeness.same(understood, stored, name) { return nil }
            return "\(name): understood \(understood ?? .null), dockerd has \(stored ?? .null)"
        }
    }

    private func identity(_ action: String, _ target: String) -> [String] {
        var differences: [String] = []
        if call.action != action { differences.append("action is \(call.action)") }
        if call.target != target { differences.append("target is \(call.target), dockerd has \(target)") }
        return differences
    }
}
