import StrictJSON

/// One API call as dockerd will execute it. Rules see nothing else.
///
/// Filled by ``CallReader``, whose buffers it holds. Everything that comes from the client lies in one arena; values are
/// given out as spans of it, ``forEachValue(of:_:)``, and as texts for records and messages.
public struct APICall: Sendable {
    var wire = WireCall()
    var location = CanonicalURI()
    /// The route that dockerd will take.
    var match: EndpointMatch?
    var targetRange = ByteRange.empty
    var body = BodyTree()
    /// The canonical body as text, where it has been asked for.
    var bodyText: [UInt8] = []
    var response = BodyTree()
    var needs = CallNeeds.nothing
    var maximumDepth = JSONTokens.standardDepth
    var certificate: CallerCertificate?
    var resolvePath: ReaderOptions.PathResolver?
    /// Those of ``needs``.
    var facts = FactBuffer()

    /// What the guards found; empty for a call that can be judged by rules.
    public internal(set) var findings: [GuardFinding] = []

    /// The name of an action that the catalogue doesn't know.
    public static let unknownAction = "unknown"

    /// The call that nobody made: it has no method, no URI and no findings, until a reader fills it.
    public init() {}

    var endpoint: Endpoint? { match?.endpoint }

    mutating func reset() {
        location.reset()
        match = nil
        targetRange = .empty
        body.removeAll()
        bodyText.recycle()
        response.removeAll()
        certificate = nil
        facts.removeAll()
        if !findings.isEmpty { findings.removeAll() }
    }

    mutating func note(_ guard: Guard, _ detail: String, offset: Int? = nil) {
        findings.append(GuardFinding(`guard`, detail, offset: offset))
    }
}

extension APICall {
    /// Which of dockerd's two questions this is.
    public var phase: CallPhase { wire.phase }
    /// The engine's HTTP status, response phase only.
    public var status: Int? { wire.status }
    /// The operation's stable name, ``unknownAction`` for what the catalogue doesn't have.
    public var action: String { endpoint?.action ?? Self.unknownAction }
    /// As the client wrote it; anything but upper case is a finding.
    public var method: String { text(wire.method) }
    /// The request target as the client wrote it.
    public var rawURI: String { text(wire.uri) }
    /// The canonical path and query; empty where the guard `malformed-uri` found something.
    public var uri: String { text(location.text) }
    /// The canonical path without version.
    public var path: String { text(location.path) }
    /// The API version asked for, as written; empty when none.
    public var version: String { text(location.version) }
    /// Common name of the client certificate; empty on the local socket.
    public var user: String { text(wire.user) }
    /// `TLS` or empty.
    public var authentication: String { text(wire.authentication) }
    /// The object that the call is about, as the client wrote it; empty when it is about none.
    public var target: String { text(targetRange) }
    /// Whether dockerd showed a body.
    public var bodyIsPresent: Bool { wire.body != nil }
    /// Whether the canonical URI is another text than the one that the client wrote, its version aside.
    public var uriWasRewritten: Bool {
        let raw = wire.span(wire.uri)
        let version = location.version.range.isEmpty ? 0 : location.version.count + 2
        guard raw.count >= version else { return true }
        return !wire.arena[raw.dropFirst(version)].elementsEqual(wire.arena[wire.span(location.text)])
    }

    /// The headers of the request as dockerd told them.
    public var headers: [(name: String, value: String)] {
        wire.headers.map { (text($0.name), text($0.value)) }
    }

    /// The parameters of the query, decoded, sorted by name.
    public var parameters: [(name: String, value: String)] {
        location.parameters.map { (text($0.name), text($0.value)) }
    }

    /// All facts that have a value, in the order of ``Fact``, each with its values in the order in which they were found.
    public var allFacts: [(fact: Fact, values: [String])] {
        let buffer = gatherFacts(.all)
        return Fact.allCases.compactMap { fact in
            let values = buffer.entries.filter { $0.fact == fact }.map { entry in
                entry.isInArena ? text(entry.range) : ArenaText.text(buffer.bytes, entry.range.range)
            }
            return values.isEmpty ? nil : (fact, values)
        }
    }

    /// The canonical body as text; nothing where there is none.
    public var canonicalBody: String? { values(of: .body).first }

    /// The peer's certificates as PEM, its own first.
    public var certificates: [String] { wire.certificates.map(text) }

    func text(_ range: ByteRange) -> String { ArenaText.text(wire.arena, range.range) }
}
