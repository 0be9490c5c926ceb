import DockerAPI
import TestSupport

@testable import Policy

/// Makes rules that often contradict or cover each other, and calls that often match them.
struct CheckGenerator {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func pick<T>(_ items: [T]) -> T { items[Int(random.next() % UInt64(items.count))] }
    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    private mutating func patterns(_ attribute: String) -> String {
        switch attribute {
        case "method": pick(["GET", "POST", "GET|POST", "'.*'", "'P.*'", "[GET, HEAD]"])
        case "path":
            pick(["/info", "/containers/create", "'/containers/.*'", "[/info, /version]", "'/containers/${user}/json'"])
        case "user": pick(["alice", "bob", "''", "'.+'", "alice|bob"])
        case "group": pick(["dev", "ops", "'.*'", "none", "dev|ops"])
        case "action":
            pick([
                "container.create", "system.info", "'container\\..*'", "image.load", "unknown", "exec.create",
                "volume.create",
            ])
        case "uses.image": pick(["'docker\\.io/.*'", "'.*'", "docker\\.io/library/busybox:latest", "[a, '.*:latest']"])
        case "uses.capability": pick(["SYS_ADMIN", "'SYS_.*'", "NET_ADMIN|SYS_ADMIN", "'${group}'"])
        case "body.Image": pick(["busybox", "'.*'", "'busy.*'"])
        case "uses.privileged": "'true'"
        default: "'.*'"
        }
    }

    private mutating func condition(_ attribute: String) -> String {
        let patterns = patterns(attribute)
        switch random.next() % 10 {
        case 0...5: return "\(attribute): \(patterns)"
        case 6, 7: return "\(attribute): { \(pick(["not", "all", "none"])): \(patterns) }"
        case 8: return "\(attribute): { not: \(patterns), \(pick(["all", "none"])): \(self.patterns(attribute)) }"
        default: return "\(attribute): { exists: \(pick(["true", "false"])) }"
        }
    }

    private mutating func match(depth: Int) -> String {
        var entries: [String: String] = [:]
        for _ in 0..<(1 + random.next() % (depth == 0 ? 3 : 2)) {
            let attribute = pick([
                "method", "path", "user", "group", "action", "action", "uses.image", "uses.capability", "body.Image",
                "uses.privileged", "uses.memory",
            ])
            entries[attribute] =
                attribute == "uses.memory"
                ? "uses.memory: { \(pick(["min: 1m", "max: 64MiB", "max: 1g", "min: 2, max: 3"])) }"
                : condition(attribute)
        }
        if depth < 2, chance(20) { entries["not"] = "not: \(match(depth: depth + 1))" }
        if depth < 2, chance(20) { entries["any"] = "any: [\(match(depth: depth + 1)), \(match(depth: depth + 1))]" }
        return "{ \(entries.keys.sorted().compactMap { entries[$0] }.joined(separator: ", ")) }"
    }

    mutating func rule(_ id: String) -> String {
        let mode = chance(10) ? ", mode: monitor" : ""
        return "  - { id: \(id), effect: \(pick(["allow", "allow", "deny"]))\(mode), match: \(match(depth: 0)) }"
    }

    func file(_ rules: [String]) -> RuleFile {
        let groups = "groups: { dev: [alice, bob], ops: [bob, ''], none: [] }"
        return RuleFile(name: "test.yaml", text: "version: 1\n\(groups)\nrules:\n\(rules.joined(separator: "\n"))\n")
    }

    mutating func call() -> APICall {
        let user = pick(["alice", "bob", "carol", "", "SYS_ADMIN"])
        switch random.next() % 8 {
        case 0:
            return PolicyTests.call(
                pick(["GET", "HEAD", "POST", "PATCH"]),
                pick(["/info", "/version", "/none"]),
                user: user
            )
        case 1:
            return PolicyTests.call(
                pick(["GET", "PUT"]),
                "/containers/\(pick(["alice", "bob", "create"]))/json",
                user: user
            )
        case 2:
            return PolicyTests.call("POST", "/images/load", user: user, body: pick([nil, "{\"Image\":\"busybox\"}"]))
        case 3:
            return PolicyTests.call(
                "POST",
                "/containers/web/exec",
                user: user,
                body: "{\"Privileged\":\(pick(["true", "false"]))}"
            )
        case 4:
            return PolicyTests.call(
                pick(["GET", "DELETE"]),
                "/containers/json",
                user: user,
                body: "{\"Image\":\"busybox\"}"
            )
        default:
            let image = pick(["busybox", "quay.io/a/b:1", "a"])
            let capability = pick(["", "\"SYS_ADMIN\"", "\"NET_ADMIN\",\"SYS_TIME\""])
            let memory = pick(["0", "1048576", "67108864", "2"])
            let host = "{\"CapAdd\":[\(capability)],\"Memory\":\(memory),\"Privileged\":\(pick(["true", "false"]))}"
            return PolicyTests.call(
                pick(["POST", "POST", "GET"]),
                "/containers/create",
                user: user,
                body: "{\"Image\":\"\(image)\",\"HostConfig\":\(host)}"
            )
        }
    }
}
