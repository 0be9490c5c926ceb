/// Random bodies for an exec, a volume and a network. Drivers are those that are there: dockerd looks for others for half a
/// minute.
enum ObjectDraft {
    static func random(_ kind: Campaign.Kind, _ name: String, _ dice: inout Dice) -> Draft {
        switch kind {
        case .exec: exec(&dice)
        case .volume: volume(name, &dice)
        default: network(name, &dice)
        }
    }

    private static func exec(_ dice: inout Dice) -> Draft {
        let fields: [CreateDraft.Field] = [
            ("Privileged", { .bool($0.percent(60)) }),
            ("User", { .string($0.pick(["", "root", "0:0", "1000", "nobody"])) }),
            ("Tty", { .bool($0.percent(50)) }),
            ("AttachStdin", { .bool($0.percent(50)) }),
            ("AttachStdout", { .bool($0.percent(50)) }),
            ("AttachStderr", { .bool($0.percent(50)) }),
            ("Detach", { .bool($0.percent(50)) }),
            ("DetachKeys", { .string($0.pick(["", "ctrl-a"])) }),
            ("Env", { .strings($0.some(["A=1", "B", "\u{17F}=\u{212A}", "C=\"\\"], 0...3)) }),
            ("WorkingDir", { .string($0.pick(["", "/tmp"])) }),
        ]
        let command = Draft.Member("Cmd", .strings(dice.some(["true", "a b", "", "\u{1F40B}"], 1...3)))
        return .object([command] + dice.some(fields, 0...5).map { .init($0.name, $0.value(&dice)) })
    }

    private static func volume(_ name: String, _ dice: inout Dice) -> Draft {
        let options: [[(String, String)]] = [
            [("type", "none"), ("o", "bind"), ("device", "/etc/../srv")], [("o", "rbind,ro"), ("device", "etc")],
            [("type", "tmpfs"), ("device", "tmpfs"), ("o", "size=1m,ro")],
            [("type", "ext4"), ("device", "/dev//sda9")],
            [("type", "nfs"), ("o", "addr=10.0.0.1"), ("device", ":/export")], [("Type", "none")], [],
        ]
        let fields: [CreateDraft.Field] = [
            ("Driver", { .string($0.pick(["", "local"])) }),
            ("DriverOpts", { .map($0.pick(options).map { .init($0.0, .string($0.1)) }) }),
            ("DriverOpts", { .map($0.pick(options).map { .init($0.0, .string($0.1)) }) }),
            ("Labels", { .map($0.some(["a", "A", "", "\u{17F}"], 0...3).map { .init($0, .string("1")) }) }),
        ]
        var members = dice.some(fields, 0...3).map { Draft.Member($0.name, $0.value(&dice)) }
        if members.filter({ $0.name == "DriverOpts" }).count > 1 { members.removeAll { $0.name == "DriverOpts" } }
        return .object(members + (dice.percent(85) ? [.init("Name", .string(name))] : []))
    }

    private static func network(_ name: String, _ dice: inout Dice) -> Draft {
        let subnet = "10.\(128 + dice.below(100)).\(dice.below(250)).0/24"
        let fields: [CreateDraft.Field] = [
            ("Driver", { .string($0.pick(["", "bridge", "bridge", "host"])) }),
            ("Internal", { .bool($0.percent(50)) }),
            ("Attachable", { .bool($0.percent(50)) }),
            ("EnableIPv6", { _ in .bool(false) }),
            ("CheckDuplicate", { .bool($0.percent(50)) }),
            ("Scope", { .string($0.pick(["", "local"])) }),
            ("ConfigOnly", { .bool($0.percent(20)) }),
            (
                "Options",
                {
                    .map(
                        $0.some(
                            [
                                "com.docker.network.bridge.enable_icc",
                                "com.docker.network.bridge.enable_ip_masquerade", "Own.X",
                            ],
                            0...2
                        ).map { .init($0, .string("true")) }
                    )
                }
            ),
            ("Labels", { .map($0.some(["a", "A", ""], 0...3).map { .init($0, .string("1")) }) }),
            (
                "IPAM",
                {
                    .object([
                        "Driver": .string($0.pick(["", "default"])),
                        "Config": .list([.object(["Subnet": .string(subnet)])]),
                    ])
                }
            ),
        ]
        return .object(
            [.init("Name", .string(name))] + dice.some(fields, 0...5).map { .init($0.name, $0.value(&dice)) }
        )
    }
}
