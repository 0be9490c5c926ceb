/// Random bodies of `containers/create`, in the form that a client library would give them.
enum CreateDraft {
    typealias Field = (name: String, value: @Sendable (inout Dice) -> Draft)

    static func random(_ fixture: Fixture, _ dice: inout Dice) -> Draft {
        var members: [Draft.Member] = []
        let image = dice.percent(90) ? dice.pick(images) : dice.pick(fixture.imageIDs)
        if dice.percent(97) { members.append(.init("Image", .string(image))) }
        members += dice.some(config, 0...4).map { .init($0.name, $0.value(&dice)) }
        var host = dice.some(hostConfig, 0...5).map { Draft.Member($0.name, $0.value(&dice)) }
        // Members that are named and say nothing.
        host += dice.some(hostConfig, 0...2).filter { field in !host.contains { $0.name == field.name } }
            .map { .init($0.name, .null) }
        let network = dice.percent(12) ? [Draft.Member("NetworkingConfig", networking(&dice))] : []
        return .object(members + network + placed(host, &dice))
    }

    /// `HostConfig` where it belongs, or at the top level where old clients put it, or in both places.
    private static func placed(_ host: [Draft.Member], _ dice: inout Dice) -> [Draft.Member] {
        switch dice.below(100) {
        case ..<70: return [.init("HostConfig", .object(host))]
        case ..<78: return host
        case ..<82: return host + [.init("HostConfig", .null)]
        case ..<84: return host + [.init("HostConfig", .object([]))]
        case ..<86:
            return host + [.init("Cpuset", .string("0"))]
                + (dice.percent(50) ? [.init("CpusetCpus", .string("1"))] : [])
        case ..<90: return []
        default:
            // Some members here, some there, some in both with different values.
            let outer = dice.some(hostConfig + merged + merged + cpuset, 1...4).map {
                Draft.Member($0.name, $0.value(&dice))
            }
            let inner = host + dice.some(merged, 0...2).map { .init($0.name, $0.value(&dice)) }
            return distinct(outer) + [.init("HostConfig", .object(distinct(inner)))]
        }
    }

    private static func distinct(_ members: [Draft.Member]) -> [Draft.Member] {
        var seen: Set<String> = []
        return members.filter { seen.insert($0.name).inserted }
    }

    private static let images = [
        Engine.image, Engine.image, Engine.image, "docker.io/library/busybox:test", "library/busybox:test",
        "index.docker.io/library/busybox:test", "docker.io/busybox:test", "nosuch:image",
    ]

    private static func networking(_ dice: inout Dice) -> Draft {
        let name = dice.pick(["bridge", "default", "host", "none", Fixture.network])
        let endpoint: [Draft.Member] = dice.some(
            [
                .init("Aliases", .strings(["a", "b"])), .init("Links", .strings([Fixture.container])),
                .init("MacAddress", .string("02:42:ac:11:00:09")), .init("DriverOpts", .stringMap(["x": "y"])),
                .init("IPAMConfig", .object(["IPv4Address": .string("172.30.0.9")])),
            ],
            0...2
        )
        return .object(["EndpointsConfig": .map([.init(name, dice.percent(90) ? .object(endpoint) : .null)])])
    }

    static let config: [Field] = [
        ("Hostname", { .string($0.pick(["box", "a.b", ""])) }),
        ("Domainname", { .string($0.pick(["example.com", ""])) }),
        ("User", { .string($0.pick(["0", "root", "1000:1000", "nobody", ""])) }),
        ("Tty", { .bool($0.percent(50)) }),
        ("OpenStdin", { .bool($0.percent(50)) }),
        ("ExposedPorts", { _ in .map([.init("80/tcp", .object([])), .init("53/udp", .object([]))]) }),
        (
            "Env",
            {
                .strings(
                    $0.some(["A=1", "B=", "C", "PATH=/x", "\u{17F}=\u{212A}", "Q=\"\\/\u{8}", "E=\u{1F40B}"], 0...4)
                )
            }
        ),
        ("Cmd", { $0.percent(70) ? .strings($0.some(["sleep", "1", "", "a b"], 1...3)) : .string("true") }),
        ("Entrypoint", { $0.percent(70) ? .strings($0.pick([["/bin/sh", "-c"], [""], []])) : .string("/bin/sh") }),
        ("Healthcheck", { _ in .object(["Test": .strings(["CMD", "true"]), "Interval": .number(5_000_000_000)]) }),
        ("Volumes", { _ in .map([.init("/anonymous", .object([]))]) }),
        ("WorkingDir", { .string($0.pick(["/", "/tmp", ""])) }),
        ("NetworkDisabled", { .bool($0.percent(30)) }),
        ("MacAddress", { .string($0.pick(["02:42:ac:11:00:02", ""])) }),
        ("OnBuild", { _ in .strings(["RUN true"]) }),
        (
            "Labels",
            { dice in
                let pairs = [
                    ("a", "1"), ("A", "2"), ("com.example.Key", ""), ("\u{17F}", "s"), ("s", "x"), ("", "none"),
                ]
                return .map(dice.some(pairs, 0...4).map { .init($0.0, .string($0.1)) })
            }
        ),
        ("StopSignal", { .string($0.pick(["SIGTERM", "9", ""])) }),
        ("StopTimeout", { .number($0.pick([0, 10, -1])) }),
        ("Shell", { _ in .strings(["/bin/sh"]) }),
    ]

    private static let cpuset: [Field] = [("Cpuset", { .string($0.pick(["", "0"])) })]

    /// Members that engines up to 26 take from the top level where `HostConfig` has nothing to say.
    static let merged: [Field] = [
        ("Memory", { .number($0.pick([0, 8 << 20, 64 << 20])) }),
        ("MemorySwap", { .number($0.pick([0, -1, 128 << 20])) }),
        ("CpuShares", { .number($0.pick([0, 2, 512])) }),
        ("CpusetCpus", { .string($0.pick(["", "0", "1"])) }),
        ("VolumeDriver", { .string($0.pick(["", "local"])) }),
    ]
}
