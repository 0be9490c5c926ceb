import PCRE2

/// Which records are looked for. Of each list one has to fit, and of all lists that aren't empty all.
public struct RecordFilter: Sendable {
    public var ids: [TextGlob] = []
    public var users: [TextGlob] = []
    public var groups: [TextGlob] = []
    public var methods: [TextGlob] = []
    /// The canonical URI, or the one that the client wrote.
    public var uris: [TextGlob] = []
    public var actions: [TextGlob] = []
    public var targets: [TextGlob] = []
    public var facts: [FactMatch] = []
    /// Ids of rules that decided, or in monitor mode would have.
    public var rules: [TextGlob] = []
    public var reasons: [TextGlob] = []
    public var decisions: [TextGlob] = []
    /// What would have been decided with everything in monitor mode enforced.
    public var would: [TextGlob] = []
    public var phases: [TextGlob] = []
    public var statuses: [StatusRange] = []
    /// The first moment that counts.
    public var since: Timestamp?
    /// The first moment that doesn't count any more.
    public var until: Timestamp?
    /// Each of them has to stand in the record as it is written.
    public var texts: [String] = []
    /// Each of them has to be found in the record as it is written.
    public var patterns: [Pattern] = []
    /// Records about the log itself match whatever they say.
    public var takesEvents = false

    public init() {}

    var hasTimes: Bool { since != nil || until != nil }

    /// A way to pass over most lines, if there is one.
    var prefilter: Prefilter? {
        guard !takesEvents else { return nil }
        let raw = texts.map { Array($0.utf8) } + patterns.map(\.traits.required)
        if let longest = raw.max(by: { $0.count < $1.count }), longest.count > 2, !longest.contains(0x0A) {
            return Prefilter([longest], isRaw: true)
        }
        // What is rare first.
        let facts = facts.map(\.needle)
        let lists = [ids, targets, users].map(Self.needles) + [facts]
        let rest = [uris, rules, groups, actions, reasons, phases, methods, would, decisions].map(Self.needles)
        for list in lists + rest where !list.isEmpty {
            let needles = list.compactMap(\.self)
            if needles.count == list.count, needles.count <= 8 { return Prefilter(needles, isRaw: false) }
        }
        return nil
    }

    private static func needles(_ globs: [TextGlob]) -> [[UInt8]?] { globs.map(\.needle) }
}
