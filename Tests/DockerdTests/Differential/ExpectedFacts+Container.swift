import DockerAPI

extension ExpectedFacts {
    /// - Parameters:
    ///   - stored: `GET /containers/{id}/json`.
    ///   - body: The canonical body, only for telling what was asked for from what dockerd gives to everybody.
    init(container stored: JSONValue, body: JSONValue, fixture: Fixture) {
        let host = stored["HostConfig"] ?? .null
        let config = stored["Config"] ?? .null
        let asked = body["HostConfig"] ?? .null
        takeMounts(stored, host)
        takeNamespaces(host, asked, config)
        takeNetworks(stored, host, body)
        takeConfinement(host, asked, fixture)
        takeLimits(host, asked)

        require(.privileged, "true", when: host["Privileged"]?.isTrue == true)
        for name in host["CapAdd"]?.texts ?? [] {
            let upper = name.uppercased()
            require(.capability, upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper)
        }
        for device in host["Devices"]?.elements ?? [] {
            require(.device, Self.cleaned(device["PathOnHost"]?.text ?? ""))
        }
        for request in host["DeviceRequests"]?.elements ?? [] {
            let driver = request["Driver"]?.text ?? ""
            let kind =
                driver.isEmpty
                ? (request["Capabilities"]?.elements ?? []).flatMap(\.texts).joined(separator: "+") : driver
            let ids = request["DeviceIDs"]?.texts ?? []
            require(
                .device,
                ids.isEmpty ? ["\(kind):count=\(request["Count"]?.number ?? 0)"] : ids.map { "\(kind):\($0)" }
            )
        }
        require(.device, (host["DeviceCgroupRules"]?.texts ?? []).filter { !$0.isEmpty })
        require(.groupAdd, (host["GroupAdd"]?.texts ?? []).filter { !$0.isEmpty })
        require(.sysctl, (host["Sysctls"]?.members ?? [:]).map { "\($0)=\($1.text)" })
        require(.label, (config["Labels"]?.members ?? [:]).map { "\($0)=\($1.text)" })
        require(.env, config["Env"]?.texts ?? [])
        require(.containerUser, [config["User"]?.text ?? ""].filter { !$0.isEmpty })
        require(.runtime, host["Runtime"]?.text ?? "", when: !Likeness.isZero(asked["Runtime"]))
        let parent = host["CgroupParent"]?.text ?? ""
        if parent.hasPrefix("/") { require(.cgroupParent, Self.cleaned(parent)) }
        if asked["LogConfig"]?["Type"]?.text.isEmpty == false {
            require(.logDriver, host["LogConfig"]?["Type"]?.text ?? "")
        }
        allow(.logDriver, [])
        let image = config["Image"]?.text ?? ""
        if let id = fixture.imageIDs.first(where: { $0 == image }) {
            // What may be a name as well is also told as one.
            require(.image, id.hasPrefix("sha256:") ? id : "sha256:\(id)")
            allow(.image, ["docker.io/library/\(id):latest"])
        } else if !image.isEmpty {
            require(.image, "docker.io/library/\(image.split(separator: "/").last ?? "")")
        }
        for limit in host["Ulimits"]?.elements ?? [] {
            require(.ulimit, "\(limit["Name"]?.text ?? "")=\(limit["Soft"]?.number ?? 0):\(limit["Hard"]?.number ?? 0)")
        }
        for list in [Fact.device, .ulimit, .privileged, .capability] { allow(list, []) }
    }

    private mutating func takeMounts(_ stored: JSONValue, _ host: JSONValue) {
        for fact in [Fact.hostMount, .hostMountRW, .mountPropagation, .volumeDriver, .volumeOption] { allow(fact, []) }
        for mount in stored["Mounts"]?.elements ?? [] where mount["Type"]?.text == "bind" {
            require(.hostMount, mount["Source"]?.text ?? "")
            require(.hostMountRW, mount["Source"]?.text ?? "", when: mount["RW"]?.isTrue == true)
            let propagation = mount["Propagation"]?.text ?? ""
            // dockerd's own choice: for all, and for places that its data lie below.
            let isAboveData = ["/", "/tmp"].contains(mount["Source"]?.text)
            if propagation == "rprivate" || isAboveData && propagation == "rslave" {
                allow(.mountPropagation, [propagation])
            } else {
                require(.mountPropagation, propagation)
            }
        }
        require(.volumeDriver, [host["VolumeDriver"]?.text ?? ""].filter { !$0.isEmpty })
        for mount in host["Mounts"]?.elements ?? [] {
            guard let driver = mount["VolumeOptions"]?["DriverConfig"] else { continue }
            require(.volumeDriver, [driver["Name"]?.text ?? ""].filter { !$0.isEmpty })
            takeVolume(driver["Options"] ?? .null)
        }
    }

    /// Options of a volume of the `local` driver.
    mutating func takeVolume(_ options: JSONValue) {
        require(.volumeOption, options.members.map { "\($0)=\($1.text)" })
        let flags = (options["o"]?.text ?? "").split(separator: ",")
        let device = options["device"]?.text ?? ""
        let isBind = flags.contains("bind") || flags.contains("rbind")
        let type = options["type"]?.text ?? ""
        guard !device.isEmpty, isBind || !["tmpfs", "nfs"].contains(type) else { return }
        require(.hostMount, Self.cleaned(device))
        require(.hostMountRW, Self.cleaned(device), when: !flags.contains("ro"))
    }

    private mutating func takeNamespaces(_ host: JSONValue, _ asked: JSONValue, _ config: JSONValue) {
        allow(.hostNamespace, [])
        allow(.sharedNamespace, [])
        let kinds = [
            "NetworkMode": "network", "PidMode": "pid", "IpcMode": "ipc", "UTSMode": "uts", "UsernsMode": "user",
            "CgroupnsMode": "cgroup", "Cgroup": "cgroup",
        ]
        for (name, kind) in kinds {
            // A namespace of the host that everybody gets is nothing that was asked for.
            let mode = host[name]?.text ?? ""
            require(
                .hostNamespace,
                kind,
                when: mode == "host" && (name != "CgroupnsMode" || asked[name]?.text == "host")
            )
            if mode.hasPrefix("container:") { require(.sharedNamespace, "\(kind):container:\(Fixture.container)") }
        }
        for entry in host["VolumesFrom"]?.texts ?? [] {
            let name = entry.split(separator: ":").first ?? ""
            require(.sharedNamespace, "volumes:\(name.hasPrefix("/") ? name.dropFirst() : name)")
        }
        // Links to a container of a network of one's own are stored elsewhere.
        for entry in host["Links"]?.texts ?? [] {
            require(.sharedNamespace, "links:\(entry.dropFirst().prefix { $0 != ":" })")
        }
        allow(.sharedNamespace, ["links:\(Fixture.container)", "links:"])
    }

    private mutating func takeNetworks(_ stored: JSONValue, _ host: JSONValue, _ body: JSONValue) {
        let mode = host["NetworkMode"]?.text ?? ""
        let names = stored["NetworkSettings"]?["Networks"]?.members.keys.map(\.self) ?? []
        require(.network, names.map { $0 == "default" ? "bridge" : $0 })
        require(.hostNamespace, "network", when: names.contains("host"))
        // What is asked for and has no effect, since another network is named or the network is off.
        if !mode.hasPrefix("container:") { allow(.network, [mode == "default" ? "bridge" : mode]) }
        // Where a network is named in an old place, engines that don't look there give the usual one.
        allow(.network, ["bridge"])
        let endpoints = body["NetworkingConfig"]?["EndpointsConfig"]?.members.keys.map(\.self) ?? []
        allow(.network, endpoints.map { $0 == "default" ? "bridge" : $0 })
        if endpoints.contains("host") { allow(.hostNamespace, ["network"]) }
        allow(.port, [])
        for (port, bindings) in host["PortBindings"]?.members ?? [:] {
            let proto = port.split(separator: "/").dropFirst().first?.lowercased() ?? "tcp"
            for binding in bindings.elements {
                let address = binding["HostIp"]?.text ?? ""
                let number = binding["HostPort"]?.text ?? ""
                let ip = address.isEmpty ? "0.0.0.0" : address.contains(":") ? "[\(address)]" : address
                let ports = number.split(separator: "-").map { String(Int($0) ?? -1) }.joined(separator: "-")
                require(.port, "\(ip):\(ports.isEmpty ? "0" : ports)/\(proto)")
            }
        }
        require(.port, "all", when: host["PublishAllPorts"]?.isTrue == true)
    }
}
