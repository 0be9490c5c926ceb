import DockerAPI

/// A container as dockerd stored it, held against the canonical body that it was created from.
///
/// Every member of `Config` and `HostConfig` is compared. Where the body doesn't name one, it has to be what a container
/// gets that asks for nothing; what dockerd changes by itself is spelled out here, and nothing else is let pass.
struct StoredContainer {
    let body: JSONValue
    let stored: JSONValue
    let fixture: Fixture
    /// Of the answer to the create call: dockerd says there what this kernel can't do.
    let warnings: [String]
    /// Whether the client spoke an API version in which some defaults were others.
    let isOldClient: Bool

    private var host: JSONValue { body["HostConfig"] ?? .object([:]) }
    private var storedHost: JSONValue { stored["HostConfig"] ?? .null }

    func differences() -> [String] {
        var differences: [String] = []
        let (config, plain) = (stored["Config"] ?? .null, fixture.plain["Config"] ?? .null)
        for name in Set(config.members.keys).union(plain.members.keys).sorted() where !isSame(config: name) {
            differences.append(line("", name, body[name], config[name]))
        }
        for name in storedHost.members.keys.sorted() where !isSame(host: name) {
            differences.append(line("HostConfig.", name, host[name], storedHost[name]))
        }
        for name in host.members.keys.sorted()
        where storedHost[name] == nil && !Likeness.isZero(host[name], name) && !Likeness.later.contains(name) {
            differences.append(line("HostConfig.", name, host[name], nil))
        }
        return differences
    }

    private func line(_ prefix: String, _ name: String, _ understood: JSONValue?, _ stored: JSONValue?) -> String {
        "\(prefix)\(name): understood \(understood ?? .null), dockerd has \(stored ?? .null)"
    }

    private func isSame(config name: String) -> Bool {
        let (asked, has) = (body[name], stored["Config"]?[name])
        let plain = fixture.plain["Config"]?[name]
        switch name {
        case "Image" where asked == nil:
            // From scratch: the command says what to run, and nothing comes of an image.
            return Likeness.isZero(has)
        case "Hostname" where Likeness.isZero(asked):
            // The beginning of its ID, or the host's name in the host's namespace.
            return !Likeness.isZero(has) || storedHost["NetworkMode"]?.text.hasPrefix("container:") == true
        case "Entrypoint" where asked == .array([.string("")]):
            return Likeness.isZero(has)
        case "Cmd"
        where Likeness.isZero(asked) && !Likeness.isZero(body["Entrypoint"])
            && body["Entrypoint"] != .array([.string("")]),
            "Cmd" where Likeness.isZero(asked) && body["Entrypoint"] == .array([.string("")]):
            // An entrypoint takes the image's command away.
            return Likeness.isZero(has)
        default:
            return Likeness.same(Likeness.isZero(asked, name) ? plain : asked, has, name)
        }
    }

    private func isSame(host name: String) -> Bool {
        let (asked, has) = (host[name], storedHost[name])
        let plain = fixture.plain["HostConfig"]?[name]
        let isAbsent = Likeness.isZero(asked, name)
        switch name {
        case "MaskedPaths", "ReadonlyPaths":
            // An empty list takes the place of the engine's own.
            if asked == nil { return has == (storedHost["Privileged"] == .bool(true) ? .null : plain) }
            return asked == has
        case "NetworkMode", "PidMode", "IpcMode":
            if !isAbsent { return has == .string(fixture.resolved(asked?.text ?? "")) }
            return has == plain || isOldClient && name == "IpcMode" && has == .string("shareable")
        case "CgroupnsMode" where isAbsent:
            return has == plain || has == .string("host")
        case "SecurityOpt":
            let appends =
                storedHost["Privileged"]?.isTrue == true || storedHost["IpcMode"]?.text == "host"
                || storedHost["PidMode"]?.text == "host"
            if Likeness.same(asked, has) { return true }
            return appends && has == .array((asked?.elements ?? []) + [.string("label=disable")])
        case "LogConfig":
            let type = asked?["Type"]?.text ?? ""
            let config = asked?["Config"]
            return has?["Type"]?.text == (type.isEmpty ? plain?["Type"]?.text : type)
                && Likeness.same(config, has?["Config"], "Config")
        case "Links":
            // Shown as `/NAME:/CONTAINER/ALIAS`, and stored elsewhere for networks of one's own.
            let names = (asked?.texts ?? []).map { $0.prefix { $0 != ":" }.drop { $0 == "/" } }
            let linked = (has?.texts ?? []).map { $0.prefix { $0 != ":" }.drop { $0 == "/" } }
            let mode = storedHost["NetworkMode"]?.text ?? ""
            let isOwnNetwork =
                !["", "default", "bridge", "host", "none"].contains(mode) && !mode.hasPrefix("container:")
            return names == linked || linked.isEmpty && isOwnNetwork
        case "Mounts" where isOldClient:
            return Likeness.same(asked.map(withoutRecursion), has.map(withoutRecursion))
        case "ConsoleSize":
            let size = (asked?.elements ?? []) + [.integer(0), .integer(0)]
            return has == .array(Array(size.prefix(2)))
        case "PidsLimit":
            return Likeness.same(asked?.number ?? 0 <= 0 ? nil : asked, has) || isDiscarded(has)
        case "MemorySwap":
            let memory = storedHost["Memory"]?.number ?? 0
            return Likeness.same(isAbsent ? .integer(memory &* 2) : asked, has) || isDiscarded(has)
        case "MemorySwappiness" where asked == .integer(-1):
            return Likeness.isZero(has)
        case "AutoRemove" where isOldClient:
            return Likeness.same(asked, has) || has == .bool(false)
        case "Memory", "MemoryReservation", "MemorySwappiness", "OomKillDisable", "CpuShares", "CpuPeriod", "CpuQuota",
            "CpusetCpus", "CpusetMems", "BlkioWeight", "KernelMemory", "CpuPercent":
            return Likeness.same(isAbsent ? plain : asked, has) || isDiscarded(has)
        default:
            return Likeness.same(isAbsent ? plain : asked, has, name)
        }
    }

    /// Clients before API 1.40 had no `NonRecursive`.
    private func withoutRecursion(_ mounts: JSONValue) -> JSONValue {
        .array(
            mounts.elements.map { mount in
                var members = mount.members
                if let options = members["BindOptions"] {
                    members["BindOptions"] = .object(options.members.filter { $0.key != "NonRecursive" })
                }
                return .object(members)
            }
        )
    }

    /// Whether dockerd took a limit away that this kernel can't enforce, and said so.
    private func isDiscarded(_ has: JSONValue?) -> Bool {
        (Likeness.isZero(has) || has == .integer(-1)) && warnings.contains { $0.contains("does not support") }
    }
}
