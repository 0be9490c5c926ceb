import Foundation
import PCRE2

/// The plugin that somebody would write with Foundation: the same ten rules (Benchmarks/policy), over dictionaries.
///
/// It reads the envelope, decodes and reads the body, and asks every rule; it has no guards, no canonical names, and no
/// facts. Patterns are those of the policy, matched by the same engine, so that the reading is what differs.
final class FoundationPlugin {
    private let scratch = MatchScratch()
    private let groups: [String: Set<String>] = [
        "developers": ["alice", "bob", "carol", "dave", "erin"], "pipeline": ["ci-runner", "deploy"],
        "operators": ["olga", "oskar"],
    ]
    private let version = try? Pattern("/v[0-9]+\\.[0-9]+(/.*)")
    private let devPath = try? Pattern("/(containers|exec|networks|volumes|build|images)(/.*)?")
    private let pipelinePath = try? Pattern("/(build|images/[^/]+/(push|tag)|images/create|session)")
    private let privilegedPath = try? Pattern("/containers/(create|[^/]+/exec)")
    private let volume = try? Pattern("[a-z0-9][a-z0-9_.-]*:.*")
    private let images = ["registry\\.internal\\.example/.*", "alpine:[0-9.]+", "postgres:1[4-7](-alpine)?"].map {
        try? Pattern($0)
    }
    private let secret = try? Pattern("(?i)[A-Z0-9_]*(PASSWORD|PASSWD|SECRET|TOKEN)=.+")
    private var homes: [String: Pattern] = [:]

    private func matches(_ pattern: Pattern?, _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { pattern?.match(Span(_unsafeElements: $0), using: scratch) == .match }
    }

    private func home(_ user: String) -> Pattern? {
        if let known = homes[user] { return known }
        homes[user] = try? Pattern("/home/\(quote(user))(/[^:]*)?:.*")
        return homes[user]
    }

    /// - Returns: Nothing when the call can't be read.
    func allows(_ text: Data) -> Bool? {
        guard let envelope = try? JSONSerialization.jsonObject(with: text) as? [String: Any],
            let method = envelope["RequestMethod"] as? String, let uri = envelope["RequestUri"] as? String
        else { return nil }
        let user = envelope["User"] as? String ?? ""
        var body: [String: Any] = [:]
        if let encoded = envelope["RequestBody"] as? String {
            guard let data = Data(base64Encoded: encoded), let object = try? JSONSerialization.jsonObject(with: data)
            else { return nil }
            body = object as? [String: Any] ?? [:]
        }
        var path = String(uri.prefix { $0 != "?" })
        if matches(version, path) { path = String(path.dropFirst().drop { $0 != "/" }) }
        return decide(method, path, user, body)
    }

    private func decide(_ method: String, _ path: String, _ user: String, _ body: [String: Any]) -> Bool {
        let mine = groups.filter { $0.value.contains(user) }.keys
        let isDeveloper = mine.contains("developers")
        let isCreate = path == "/containers/create"
        let host = body["HostConfig"] as? [String: Any] ?? [:]
        if matches(privilegedPath, path), host["Privileged"] as? Bool == true || body["Privileged"] as? Bool == true {
            return false
        }
        if isCreate {
            for bind in host["Binds"] as? [String] ?? [] {
                guard matches(home(user), bind) || matches(volume, bind) else { return false }
            }
            for name in ["PidMode", "IpcMode", "NetworkMode", "UsernsMode"] where host[name] as? String == "host" {
                return false
            }
            if let added = host["CapAdd"] as? [String], !added.isEmpty { return false }
            if isDeveloper, let image = body["Image"] as? String, !images.contains(where: { matches($0, image) }) {
                return false
            }
            for variable in body["Env"] as? [String] ?? [] where matches(secret, variable) { return false }
        }
        if !mine.isEmpty, method == "GET" || method == "HEAD" { return true }
        if isDeveloper, method == "POST" || method == "DELETE", matches(devPath, path) { return true }
        if mine.contains("pipeline"), method == "POST", matches(pipelinePath, path) { return true }
        return mine.contains("operators")
    }
}
