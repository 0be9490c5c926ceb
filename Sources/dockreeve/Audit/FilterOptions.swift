import ArgumentParser
import Audit
import DockerAPI
import PCRE2
import Policy

/// Which records are asked for, on the command line of every verb that looks through logs.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The caller's name; '' is the local socket.", valueName: "name"))
    var user: [String] = []

    @Option(help: ArgumentHelp("A group of the caller.", valueName: "name"))
    var group: [String] = []

    @Option(help: ArgumentHelp("The operation, as in `container.create`.", valueName: "action"))
    var action: [String] = []

    @Option(help: ArgumentHelp("The object that the call was about.", valueName: "name"))
    var target: [String] = []

    @Option(help: ArgumentHelp("HTTP method.", valueName: "method"))
    var method: [String] = []

    @Option(help: ArgumentHelp("The URI, canonical or as it was written.", valueName: "uri"))
    var uri: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the call would have had: `privileged`, `host_mount=/etc*`.",
            valueName: "fact[=value]"
        )
    )
    var uses: [String] = []

    @Option(help: ArgumentHelp("A rule that decided, or in monitor mode would have.", valueName: "id"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("A reason code, as in `no-rule-matched`.", valueName: "code"))
    var reason: [String] = []

    @Option(
        help: ArgumentHelp("`allow` or `deny`.", valueName: "decision"),
        completion: .list(["allow", "deny"])
    )
    var decision: [String] = []

    @Option(
        help: ArgumentHelp("What monitored rules would have decided, `allow` or `deny`.", valueName: "decision"),
        completion: .list(["allow", "deny"])
    )
    var would: [String] = []

    @Option(help: ArgumentHelp("The engine's HTTP status: `403`, `4xx`, `400-499`.", valueName: "status"))
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "`request`, `response`, or about the log itself: `start`, `stop`, `policy`, `gap`, `checkpoint`.",
            valueName: "phase"
        )
    )
    var phase: [String] = []

    @Option(help: ArgumentHelp("The decision's id.", valueName: "id"))
    var id: [String] = []

    @Option(
        help: ArgumentHelp(
            "From this moment on: `2h` ago (s, m, h, d, w), `2026-11-23` or `2026-11-23T22:24:04Z`.",
            valueName: "time"
        )
    )
    var since: String?

    @Option(help: ArgumentHelp("Before this moment, in the same forms.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("Text that stands in the record as it is written.", valueName: "text"))
    var text: [String] = []

    @Option(help: ArgumentHelp("PCRE2 pattern that is found in the record as it is written.", valueName: "pattern"))
    var match: [String] = []

    static let explanation = """
        Each option may be given more than once: one of its values has to fit, and all options do (of --text and \
        --match each value). A `*` in a value stands for any text.
        """

    /// What is asked for, but for the time: `user alice or bob, decision deny`.
    var constraint: String {
        let lists = [
            ("user", user), ("group", group), ("action", action), ("target", target), ("method", method), ("uri", uri),
            ("uses", uses), ("rule", rule), ("reason", reason), ("decision", decision), ("would", would),
            ("status", status), ("phase", phase), ("id", id), ("text", text), ("match", match),
        ]
        return lists.filter { !$0.1.isEmpty }.map { name, values in
            "\(name) \(values.map { $0.isEmpty ? "''" : $0 }.joined(separator: " or "))"
        }.joined(separator: ", ")
    }

    /// - Throws: A mistake in one of the values.
    func filter() throws -> RecordFilter {
        var filter = RecordFilter()
        filter.users = user.map { TextGlob($0) }
        filter.groups = group.map { TextGlob($0) }
        filter.actions = action.map { TextGlob($0) }
        filter.targets = target.map { TextGlob($0) }
        filter.methods = method.map { TextGlob($0) }
        filter.uris = uri.map { TextGlob($0) }
        filter.rules = rule.map { TextGlob($0) }
        filter.reasons = reason.map { TextGlob($0) }
        filter.ids = id.map { TextGlob($0.lowercased()) }
        filter.phases = phase.map { TextGlob($0) }
        filter.decisions = try Self.decisions(decision, "--decision")
        filter.would = try Self.decisions(would, "--would")
        filter.statuses = try status.map { text in
            guard let range = StatusRange(text) else {
                throw ValidationError("`\(SafeText.inline(text))` is no status: write 403, 4xx or 400-499")
            }
            return range
        }
        filter.facts = try uses.map { text in
            guard let fact = FactMatch(text), Fact(rawValue: fact.name) != nil else {
                throw ValidationError(
                    "`\(SafeText.inline(text))` is not about a fact: write NAME or NAME=VALUE, with a name as in "
                        + "`dockreeve reference`, host_mount for instance"
                )
            }
            return fact
        }
        filter.since = try since.map { try Self.moment($0, "--since") }
        filter.until = try until.map { try Self.moment($0, "--until") }
        filter.texts = text
        filter.patterns = try match.map { source in
            do throws(PatternError) {
                return try Pattern(source, anchoring: .search)
            } catch {
                throw ValidationError("--match `\(SafeText.inline(source))`: \(error)")
            }
        }
        return filter
    }

    private static func decisions(_ values: [String], _ option: String) throws -> [TextGlob] {
        try values.map { value in
            guard ["allow", "deny"].contains(value) else {
                throw ValidationError("\(option) `\(SafeText.inline(value))` is neither `allow` nor `deny`")
            }
            return TextGlob(value)
        }
    }

    private static func moment(_ text: String, _ option: String) throws -> Timestamp {
        guard let moment = MomentText.moment(text, now: .now()) else {
            throw ValidationError(
                "\(option) `\(SafeText.inline(text))` is no time: write 2h (s, m, h, d, w), 2026-11-23, "
                    + "2026-11-23T22:24 (UTC) or 2026-11-23T22:24:04+01:00"
            )
        }
        return moment
    }
}
