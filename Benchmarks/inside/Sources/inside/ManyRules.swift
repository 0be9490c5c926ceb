import DockerAPI
import PCRE2
import Policy

/// Policies of ten thousand rules: how long they take to load, and what they add to a decision.
enum ManyRules {
    static let many = 10_000

    /// Names that share nothing with their neighbours' but letters.
    private static func name(_ number: Int) -> String {
        let words = ["billing", "search", "media", "ledger", "portal", "intake", "ingest", "report"]
        return "\(words[number % 8])-\(number * 7919 % 99_991)"
    }

    /// Rules that are found by what they require: an action, a method, a literal path, a user.
    static func indexed(_ count: Int) -> [String] {
        (0..<count).map { number in
            let name = name(number)
            switch number % 4 {
            case 0: return "{ user: '\(name)', action: container.create, 'body.Image': '\(name)/.*' }"
            case 1: return "{ path: '/containers/\(name)/start', method: POST }"
            case 2: return "{ user: '\(name)', path: '/(containers|images)/.*' }"
            default: return "{ path: '/containers/\(name)/json|/containers/\(name)/logs', method: GET|HEAD }"
            }
        }
    }

    /// Path patterns that hold some text.
    static func patterns(_ count: Int) -> [String] {
        (0..<count).map { "{ path: '/(containers|volumes)/[^/]*\(name($0))[^/]*(/.*)?' }" }
    }

    /// Path patterns that hold no text at all to look for.
    static func shapes(_ count: Int) -> [String] {
        (0..<count).map { number in
            "{ path: '/[a-z]+/(?:[a-z]{\(number % 7 + 1)}|[0-9]{\(number / 7 % 11 + 1)})[x-z]{\(number / 77 % 5 + 1)}"
                + "[0-9]{\(number / 385 + 1)}(?:/[a-z]+)?' }"
        }
    }

    static func file(_ matches: [String]) -> RuleFile {
        var text = "version: 1\nrules:\n"
        for (number, match) in matches.enumerated() {
            text += "  - { id: 'rule-\(number)', effect: allow, match: \(match) }\n"
        }
        return RuleFile(name: "many.yaml", text: text)
    }

    static func policy(_ file: RuleFile) throws -> Policy {
        let result = Policy.compile([file])
        guard let policy = result.policy else {
            throw Trouble(text: "the rules have mistakes: \(result.diagnostics.first.map(\.description) ?? "")")
        }
        return policy
    }

    private static func call(_ method: String, _ uri: String, _ user: String) -> APICall {
        var reader = CallReader()
        reader.read(WireCall(method: method, uri: uri, user: user, authentication: "TLS"))
        return reader.call
    }

    static func measure(rounds: Int) throws {
        let starts = (0..<3).map { "/v1.43/containers/\(name($0 * 4 + 1))/start" }
        try compare("indexed rules", indexed, 0..<10, starts.map { call("POST", $0, "nobody") }, rounds, runs: 2000) {
            Inside.report("decision among 10000 indexed rules, of that among 10", "×", $0 / $1, limit: 1.2, note: $2)
        }
        let volumes = (0..<10).map { call("GET", "/volumes/x-\(name($0))-data", "nobody") }
        try compare("path patterns", patterns, 0..<10, volumes, rounds, runs: 5) { much, _, note in
            Inside.report("decision among 10000 path patterns", "ms", much / 1000, limit: 6, note: note)
        }
        let odd = call(
            "GET",
            "/containers/1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef/json",
            "nobody"
        )
        try compare("path patterns without text", shapes, 0..<10, [odd], rounds, runs: 5) { much, _, note in
            Inside.report("decision among 10000 path patterns without text", "ms", much / 1000, limit: 6, note: note)
        }
    }

    /// The same calls against few and against many rules of a kind; every call has the same answer from both.
    private static func compare(
        _ kind: String,
        _ rules: (Int) -> [String],
        _ few: Range<Int>,
        _ calls: [APICall],
        _ rounds: Int,
        runs: Int,
        _ report: (_ many: Double, _ few: Double, _ note: String) -> Void
    ) throws {
        let text = file(rules(many))
        var loads: [Double] = []
        for _ in 0..<min(rounds, 5) {
            var loaded: Policy?
            loads.append(try Figures.microseconds(1) { loaded = try policy(text) })
            guard loaded?.rules.count == many else { throw Trouble(text: "\(kind): there are rules missing") }
        }
        Inside.report("load of 10000 \(kind)", "ms", Figures.best(loads) / 1000, limit: 250)
        let (small, large) = (try policy(file(Array(rules(few.count)))), try policy(text))
        let scratch = MatchScratch()
        for call in calls {
            let (one, other) = (small.decide(call, scratch: scratch), large.decide(call, scratch: scratch))
            guard one.allowed == other.allowed || kind != "indexed rules" else {
                throw Trouble(text: "\(kind): \(call.uri) is decided by how many rules there are")
            }
        }
        var times: (much: [Double], little: [Double]) = ([], [])
        var allowed = 0
        for _ in 0..<rounds {
            for (policy, isLarge) in [(small, false), (large, true)] {
                let repeats = isLarge ? runs : 2000
                let time =
                    Figures.microseconds(repeats) {
                        for call in calls { allowed += policy.decide(call, scratch: scratch).allowed ? 1 : 0 }
                    } / Double(calls.count)
                if isLarge { times.much.append(time) } else { times.little.append(time) }
            }
        }
        let (much, little) = (Figures.best(times.much), Figures.best(times.little))
        let note = "\((much * 100).rounded() / 100) µs beside \((little * 100).rounded() / 100) µs"
        report(much, little, note)
    }
}
