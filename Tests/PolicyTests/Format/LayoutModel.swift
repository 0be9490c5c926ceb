import TestSupport

@testable import Policy

/// What a random rule file says, before it is written in some layout.
indirect enum LayoutModel {
    /// A text that means the same with quotes and without.
    case text(String)
    /// What stands in a body without quotes: a number, `true`, `null`.
    case bare(String)
    /// A text that means something else without quotes.
    case quoted(String)
    case list([LayoutModel])
    case map([(String, LayoutModel)])
    /// A mapping whose keys can stand in any order.
    case free([(String, LayoutModel)])
}

/// Makes random rule files of everything that can stand in one.
struct LayoutModelGenerator {
    var random: SeededGenerator

    mutating func pick<T>(_ items: [T]) -> T { items[Int(random.next() % UInt64(items.count))] }
    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    private static let patterns = [
        "GET", "GET|POST", ".*", "true", "8080", "~", "no", "007", "1.43", "*", "&a", "{a}", "[a-z]+", "a, b", "-x",
        "# no", "a #b", "a: b", "it's", "\"q\"", "/home/${user}(/.*)?", #"container\.(list|inspect)"#, "é\u{301}", "é",
        "(?i)x", "'", "%2F", "@sha256:[0-9a-f]{64}", "`x`", "!x", "| x", "> x", "a:", ":", "0x1F", "1:30", "2026-11-28",
        "null", "Yes", "=", "<<", " lead", "trail ", "tab\there", "\u{200B}", "\u{1F600}", "...", "---", "?", "? x",
        "-",
        "- a", "a  b", "", "1e3", "+5", "a?b", ".5", ".inf", "\\", "\\n", "x\ny", "x\n\ny\n", "\n", " x\ny",
    ]

    private static let prose = [
        "Only directories below /home/${user} can be mounted.",
        "That would reach the host itself; ask an administrator, who knows what else can be done about it, and who has "
            + "the time to look at it before the evening comes.",
        "yes", "See https://example.com/rules#12: it's all there", "a  wide   gap",
        "First line\nsecond line\n", "{ not: a mapping }", "8080",
    ]

    mutating func file() -> LayoutModel {
        var pairs: [(String, LayoutModel)] = [("version", .text("1"))]
        if chance(30) { pairs.append(("mode", .text(pick(["monitor", "enforce"])))) }
        if chance(30) { pairs.append(("default", .text("deny"))) }
        if chance(60) {
            pairs.append(("groups", .map([("dev", .list(texts())), ("ops.x", .list([])), ("on", .list(texts()))])))
        }
        if chance(60) {
            pairs.append(("lists", .map([("infos", .list(texts())), ("one", .text(pick(Self.patterns)))])))
        }
        pairs.append(("rules", .list((0..<Int(random.next() % 4)).map { rule($0) })))
        if chance(70) { pairs.append(("tests", .list((0..<Int(random.next() % 4)).map { _ in test() }))) }
        if chance(10) { pairs.append(("other", json(0))) }
        return .free(pairs)
    }

    private mutating func texts() -> [LayoutModel] {
        (0..<Int(1 + random.next() % 3)).map { _ in .text(pick(Self.patterns)) }
    }

    private mutating func rule(_ number: Int) -> LayoutModel {
        var pairs: [(String, LayoutModel)] = [
            ("id", .text("rule.\(number)")), ("effect", .text(pick(["allow", "deny"]))),
        ]
        if chance(50) { pairs.append(("message", .text(pick(Self.prose)))) }
        if chance(20) { pairs.append(("mode", .text("monitor"))) }
        if chance(20) { pairs.append(("accept", .list([.text("gives-host-root"), .text("any-value")]))) }
        pairs.append(("match", match(0)))
        if chance(20) { pairs.append(("tests", .free([("user", .text("alice")), ("match", calls())]))) }
        return .free(pairs)
    }

    private mutating func match(_ depth: Int) -> LayoutModel {
        var pairs: [(String, LayoutModel)] = []
        for name in ["method", "user", "body.A[*].B", "query.t", "uses.memory", "header.X-A, b"] where chance(40) {
            pairs.append((name, condition()))
        }
        if depth < 3, chance(25) { pairs.append(("not", match(depth + 1))) }
        if depth < 3, chance(25) { pairs.append(("any", .list([match(depth + 1), match(depth + 1)]))) }
        if pairs.isEmpty { pairs.append(("path", .text("/info"))) }
        return .map(pairs)
    }

    private mutating func condition() -> LayoutModel {
        switch random.next() % 6 {
        case 0, 1: .text(pick(Self.patterns))
        case 2: .list(texts() + [.map([("list", .text("infos"))])])
        case 3: .map([(pick(["not", "all", "none"]), .list(texts()))])
        case 4: .map([("exists", .text(pick(["true", "false"]))), ("not", .text(pick(Self.patterns)))])
        default: .map([("min", .text(pick(["1", "64MiB", "-1", "0.5"]))), ("max", .text("1e9"))])
        }
    }

    private mutating func test() -> LayoutModel {
        if chance(40) {
            return .free([
                ("rule", .text("rule.0")), ("group", .text("dev")), ("match", calls()), ("no_match", calls()),
            ])
        }
        var pairs: [(String, LayoutModel)] = [
            ("name", .text(pick(Self.prose))), ("expect", .text("deny")), ("user", .text(pick(["alice", "", "8080"]))),
        ]
        if chance(30) { pairs.append(("headers", .map([("Z", .text("1")), ("A", .text("true"))]))) }
        if chance(20) {
            pairs.append(("recorded", .map([("RequestMethod", .text("GET")), ("RequestUri", .text("/info"))])))
        } else {
            var request: [(String, LayoutModel)] = [("method", .text("POST")), ("uri", .text("/a?b=c&d=[e]"))]
            if chance(70) { request.append(("body", json(0))) }
            pairs.append(("request", .free(request)))
            if chance(20) { pairs.append(("response", .free([("body", json(0)), ("status", .text("200"))]))) }
        }
        if chance(30) { pairs.append(("rules", .list([.text("rule.0")]))) }
        return .free(pairs)
    }

    private mutating func calls() -> LayoutModel {
        .list(
            (0..<Int(1 + random.next() % 3)).map { _ in
                chance(50)
                    ? .text(pick(["GET /info", "POST /containers/create {\"Image\": \"x\", \"A\": [1]}", "GET /a, b"]))
                    : .free([("request", .text("GET /info")), ("user", .text(pick(["bob", "~", "no"])))])
            }
        )
    }

    private mutating func json(_ depth: Int) -> LayoutModel {
        switch depth > 3 ? 0 : random.next() % 6 {
        case 0: return .text(pick(["busybox", "a b", "/:/host", "x\ny", "yes", "08"]))
        case 1: return .bare(pick(["true", "false", "null", "~", "1", "-2.50", "1e3", "0", ""]))
        case 2: return .quoted(pick(["true", "false", "null", "~", "1", "-2.50", "1e3", "0", ""]))
        case 3: return .list((0..<Int(random.next() % 4)).map { _ in json(depth + 1) })
        default:
            return .map(
                (0..<Int(random.next() % 4)).map { ("\(pick(["Z", "a", "1", "true", "B b"]))\($0)", json(depth + 1)) }
            )
        }
    }
}
