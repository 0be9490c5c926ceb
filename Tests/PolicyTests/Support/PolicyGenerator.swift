import DockerAPI
import TestSupport
import Testing

@testable import Policy

/// Makes random rules and calls from a small world, so that rules match often.
struct PolicyGenerator {
    var random: SeededGenerator
    /// Whether most rules are about text in paths.
    var hasManyPaths = false

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static let groups = "groups: { dev: [alice, bob], ops: [bob, ''], team.x: [carol, 'cert.ou=X'] }"
    static let lists = "lists: { infos: [/info, /version], wild: ['/containers/.*'] }"

    mutating func pick<T>(_ items: [T]) -> T { items[Int(random.next() % UInt64(items.count))] }
    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    mutating func pattern(for attribute: String) -> String {
        switch attribute {
        case "path" where hasManyPaths: manyPaths()
        case "method": pick(["GET", "POST", "GET|POST", "'.*'", "'P.*'"])
        case "path":
            pick([
                "/info", "/version", "'/containers/.*'", "/info|/version", "'/containers/${user}/json'",
                "{ list: infos }",
            ])
        case "user": pick(["alice", "bob", "''", "'.+'", "alice|bob", "carol"])
        case "group": pick(["dev", "ops", "'.*'", "'team\\.x'", "dev|ops"])
        case "query.name": pick(["web", "'${user}.*'", "'[a-z]+'", "'${group}'", "'(a+)+'"])
        case "body.Image": pick(["nginx", "'${user}/.*'", "'.*'", "busybox"])
        case "body.Env": pick(["'A=.*'", "'.*=1'", "'[A-Z]=.*'", "'B=2'"])
        case "body": pick(["nginx", "'\"A=1\"'", "Env"])
        case "action": pick(["container.create", "'system\\..*'", "'.*'"])
        default: "'.*'"
        }
    }

    /// Patterns with texts in them that calls have, or all but.
    private mutating func manyPaths() -> String {
        if chance(20) { return pick(["'/[a-z]+(/[^/]+)*'", "'/[a-z]+/.*(a+)+'", "'/[a-z]+/[^/]{3,4}/.*'", "'.*/..'"]) }
        let name = pick(["alice", "bob", "web", "json", "start", "containers", "alic", "aaaaaaa", "info"])
        return pick([
            "'.*\(name).*'", "'/containers/[^/]*\(name)(/.*)?'", "'/(containers|volumes)/\(name).*/[a-z]+'",
            "'/\(name)s?(/.*)?'", "'.*\(name)\(name)?.*|/\(name)'", "'/.+/(?i)\(name)'", "'(/.*)?/\(name)/(a+)+'",
            "'[^/]*/\(name)'", "'/c[o]ntainers/\(name){1,2}/json'", "{ list: wild }",
        ])
    }

    mutating func condition() -> String {
        var attributes = [
            "method", "path", "user", "group", "query.name", "body.Image", "body.Env", "body", "action",
        ]
        if hasManyPaths { attributes += ["path", "path", "path"] }
        let attribute = pick(attributes)
        let pattern = pattern(for: attribute)
        let isList = pattern.hasPrefix("{")
        switch random.next() % 8 {
        case 0...2: return "\(attribute): \(pattern)"
        case 3: return "\(attribute): [\(pattern), \(self.pattern(for: attribute))]"
        case 4: return "\(attribute): { \(pick(["not", "all", "none"])): \(pattern) }"
        case 5: return "\(attribute): { exists: \(pick(["true", "false"])) }"
        case 6: return isList ? "\(attribute): \(pattern)" : "\(attribute): { not: \(pattern), exists: true }"
        default: return "body.HostConfig.Memory: { \(pick(["min: 1m", "max: 64MiB", "min: 1, max: 2g"])) }"
        }
    }

    /// A mapping whose keys differ.
    mutating func match(depth: Int = 0) -> String {
        var entries: [String: String] = [:]
        for _ in 0..<(1 + random.next() % 3) {
            let condition = condition()
            entries[String(condition.prefix { $0 != ":" })] = condition
        }
        if depth < 3, chance(25) { entries["not"] = "not: \(match(depth: depth + 1))" }
        if depth < 3, chance(25) {
            entries["any"] = "any: [\(match(depth: depth + 1)), \(match(depth: depth + 1))]"
        }
        return "{ \(entries.keys.sorted().compactMap { entries[$0] }.joined(separator: ", ")) }"
    }

    mutating func rule(_ id: String, effect: String? = nil) -> String {
        let effect = effect ?? pick(["allow", "allow", "deny"])
        let mode = chance(15) ? ", mode: monitor" : ""
        return "  - { id: \(id), effect: \(effect)\(mode), match: \(match()) }"
    }

    /// Files that make one policy.
    func files(_ parts: [[String]], default effect: String = "deny") -> [RuleFile] {
        parts.enumerated().map { number, rules in
            let head = number == 0 ? "default: \(effect)\n\(Self.groups)\n\(Self.lists)\n" : ""
            let body = rules.isEmpty ? "" : "rules:\n\(rules.joined(separator: "\n"))\n"
            return RuleFile(name: "\(number).yaml", text: "version: 1\n\(head)\(body)")
        }
    }

    mutating func call() -> APICall {
        let user = pick(["alice", "bob", "carol", "", ".*", "a/b"])
        let slow = String(repeating: "a", count: 40) + "!"
        let name = pick(["web", "alice", "bob-1", "dev", slow, "x%ff", ".*"])
        switch random.next() % 5 {
        case 0: return PolicyTests.call("GET", pick(["/info", "/version", "/v1.41/version"]), user: user)
        case 1: return PolicyTests.call("GET", "/containers/\(pick(["alice", "bob", "x", "a%ff"]))/json", user: user)
        case 2: return PolicyTests.call("POST", "/containers/\(name)/start", user: user)
        default:
            let image = pick(["nginx", "alice/x", "busybox", "bob/x"])
            let env = pick(["", "\"A=1\"", "\"A=1\",\"B=2\"", "\"b\",\"C=1\""])
            let memory = pick(["0", "1048576", "67108864", "99999999999", "1.5"])
            let body = "{\"Image\":\"\(image)\",\"Env\":[\(env)],\"HostConfig\":{\"Memory\":\(memory)}}"
            return PolicyTests.call("POST", "/containers/create?name=\(name)", user: user, body: body)
        }
    }
}
