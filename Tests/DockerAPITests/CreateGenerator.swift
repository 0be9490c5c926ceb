import TestSupport

/// Random bodies of `containers/create` out of what matters.
enum CreateGenerator {
    static func body(_ random: inout SeededGenerator) -> JSONSpelling {
        var members: [(String, JSONSpelling)] = [("Image", text(["busybox", "r.io/a:1"], &random))]
        if chance(&random) { members.append(("Env", list(["A=1", "Päth=/x", "Q=\"\\\u{1}😀"], &random))) }
        if chance(&random) { members.append(("Cmd", list(["sh", "-c", "echo \"Privileged\":true"], &random))) }
        if chance(&random) {
            members.append(("Labels", map(["Privileged", "privileged", "k", "\u{212A}", "a/b"], &random)))
        }
        if chance(&random) { members.append(("StopTimeout", .number("\(random.next() % 100)"))) }
        if chance(&random) {
            members.append(
                (
                    "NetworkingConfig",
                    .object([("EndpointsConfig", .map([("net", .object([])), ("Net", .object([]))]))])
                )
            )
        }
        let host = JSONSpelling.object(hostMembers(&random))
        members.append(("HostConfig", host))
        return .object(members)
    }

    static func hostMembers(_ random: inout SeededGenerator) -> [(String, JSONSpelling)] {
        var members: [(String, JSONSpelling)] = []
        if chance(&random) { members.append(("Privileged", .bool(random.next() % 2 == 0))) }
        if chance(&random) {
            members.append(("Binds", list(["/etc:/x", "data:/y:ro", "/home/a/../b:/z:ro"], &random)))
        }
        if chance(&random) { members.append(("NetworkMode", text(["host", "bridge", "container:x"], &random))) }
        if chance(&random) { members.append(("PidMode", text(["host", "", "container:k"], &random))) }
        if chance(&random) { members.append(("CapAdd", list(["SYS_ADMIN", "kill"], &random))) }
        if chance(&random) { members.append(("SecurityOpt", list(["seccomp=unconfined", "label:disable"], &random))) }
        if chance(&random) { members.append(("Sysctls", map(["net.a", "Net.A"], &random))) }
        if chance(&random) { members.append(("Memory", .number("\(random.next() % 1_000_000)"))) }
        if chance(&random) {
            let options = JSONSpelling.map([
                ("type", .string("none")), ("o", .string("bind")), ("device", .string("/k")),
            ])
            let mounts: [JSONSpelling] = [
                .object([("Type", .string("bind")), ("Source", .string("/srv")), ("ReadOnly", .bool(true))]),
                .object([
                    ("Type", .string("volume")),
                    ("VolumeOptions", .object([("DriverConfig", .object([("Options", options)]))])),
                ]),
            ]
            members.append(("Mounts", .list(mounts)))
        }
        if chance(&random) {
            members.append(("Ulimits", .list([.object([("Name", .string("nofile")), ("Soft", .number("1"))])])))
        }
        return members
    }

    private static func chance(_ random: inout SeededGenerator) -> Bool { random.next() % 3 != 0 }

    private static func text(_ choices: [String], _ random: inout SeededGenerator) -> JSONSpelling {
        .string(choices[Int(random.next() % UInt64(choices.count))])
    }

    private static func list(_ choices: [String], _ random: inout SeededGenerator) -> JSONSpelling {
        .list(
            choices.shuffled(using: &random).prefix(Int(random.next() % UInt64(choices.count + 1))).map { .string($0) }
        )
    }

    private static func map(_ names: [String], _ random: inout SeededGenerator) -> JSONSpelling {
        .map(names.filter { _ in random.next() % 2 == 0 }.map { ($0, .string("v\(random.next() % 9)")) })
    }
}
