/// Reads what dockerd told of a call into what dockerd will do.
///
/// One reader serves one thread: it keeps its buffers from call to call, so a warm reader allocates nothing for a call of
/// a usual size. Nothing here throws or waits; what is wrong with a call is among its ``APICall/findings``.
public struct CallReader: Sendable {
    /// The call that was read last. A copy that outlives the next ``read(_:needs:)`` costs one copy of the buffers.
    public internal(set) var call = APICall()
    /// How calls are read.
    public let options: ReaderOptions

    private var bodies = BodyReader()
    private var writer = BodyTextWriter()

    /// A reader without memory yet.
    public init(options: ReaderOptions = .init()) {
        self.options = options
    }

    /// Reads a call.
    ///
    /// - Parameter needs: What will be asked of it; all else can be asked too, and costs more.
    public mutating func read(_ wire: borrowing WireCall, needs: CallNeeds = .nothing) {
        call.wire.copy(from: wire)
        read(needs)
    }

    /// Reads a call without copying it: the reader takes its memory and leaves that of the call before in its place.
    public mutating func read(swapping wire: inout WireCall, needs: CallNeeds = .nothing) {
        swap(&call.wire, &wire)
        read(needs)
    }

    private mutating func read(_ needs: CallNeeds) {
        call.reset()
        call.needs = needs
        call.maximumDepth = options.maximumDepth
        checkCall()
        readCertificate()
        readURI()
        findEndpoint()
        checkHeaders()
        readBody()
        checkQuery()
        call.findTarget()
        if call.phase == .response, needs.responseBody {
            call.readResponse(&bodies)
        }
        prepare()
    }

    private mutating func checkCall() {
        if let malformation = call.wire.malformation { call.note(.malformedCall, malformation) }
        let method = call.wire.span(call.wire.method)
        if method.isEmpty {
            call.note(.malformedCall, "the call has no method")
        } else if let at = method.first(where: { call.wire.arena[$0] &- UInt8(ascii: "A") >= 26 }) {
            let text = Shown.text(call.method)
            call.note(.malformedCall, "the method \(text) is not upper case", offset: at - method.lowerBound)
        }
        if call.wire.uri.isEmpty { call.note(.malformedCall, "the call has no URI") }
    }

    /// The caller's own certificate, the first of the chain: what its issuers are called says nothing about the caller.
    ///
    /// dockerd passes on what it has read itself, so what can't be read here is no caller that rules could judge.
    private mutating func readCertificate() {
        guard let readCertificate = options.readCertificate, let own = call.wire.certificates.first else { return }
        let count = call.wire.certificates.count
        guard count <= CallerCertificate.longestChain else {
            let limit = CallerCertificate.longestChain
            call.note(.malformedCall, "the caller's chain has \(count) certificates, and more than \(limit) are none")
            return
        }
        call.certificate = readCertificate(call.wire.arena.span.extracting(call.wire.span(own)))
        if call.certificate == nil { call.note(.malformedCall, "the caller's certificate can't be read") }
    }

    mutating func readURI() {
        guard !call.wire.uri.isEmpty else { return }
        let isConnect = ArenaText.equal(call.wire.arena, call.wire.span(call.wire.method), "CONNECT")
        if let fault = call.location.read(call.wire.uri, isConnect: isConnect, arena: &call.wire.arena) {
            call.location.reset()
            call.note(.malformedURI, fault.reason.rawValue, offset: fault.offset)
        }
    }

    mutating func findEndpoint() {
        guard !call.location.path.isEmpty else { return }
        call.match = call.findMatch()
        if call.match == nil {
            let path = call.path.prefix { $0 != "?" }
            call.note(.unknownEndpoint, "the catalogue has no \(Shown.text("\(call.method) \(path)"))")
        }
    }

    private mutating func readBody() {
        guard let body = call.wire.body else { return }
        let type = call.endpoint.map { bodies.plan.root(of: $0) } ?? SchemaPlan.unknown
        if case .binary? = call.endpoint?.body { return }
        bodies.read(
            body,
            type: type,
            maximumDepth: options.maximumDepth,
            arena: &call.wire.arena,
            tree: &call.body
        )
        if let problem = bodies.malformed { call.note(.malformedBody, problem.detail, offset: problem.offset) }
        if let problem = bodies.ambiguous { call.note(.ambiguousBody, problem.detail, offset: problem.offset) }
    }

    private mutating func prepareFacts() {
        var buffer = FactBuffer()
        swap(&buffer, &call.facts)
        FactGatherer.gather(call, call.needs.facts, &bodies, into: &buffer)
        swap(&buffer, &call.facts)
    }

    /// Parameters of a build hold JSON: as strict as a body.
    private mutating func checkQuery() {
        guard call.action == "build.start" else { return }
        for parameter in QueryJSON.build {
            guard let value = call.firstValue(parameter.name), !value.isEmpty else { continue }
            let type = bodies.plan.type(of: parameter)
            let text = call.wire.arena[call.wire.span(value)]
            bodies.readParameter(text, type: type, maximumDepth: options.maximumDepth)
            guard let problem = bodies.malformed ?? bodies.ambiguous else { continue }
            call.note(.malformedURI, "the parameter `\(parameter.name)` holds JSON: \(problem.detail)")
        }
    }

    private mutating func prepare() {
        if call.needs.canonicalBody { writer.write(call.body, call.wire.arena, into: &call.bodyText) }
        call.resolvePath = options.resolvePath
        if !call.needs.facts.isEmpty { prepareFacts() }
    }
}
