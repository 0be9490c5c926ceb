import DockerAPI
import DockerPlugin
import Logging
import Synchronization

/// A plugin in this very process, in the place of `dockreeve`: it answers as the guards say, and keeps what it understood
/// of each call so that it can be held against what dockerd then did.
final class Witness: AuthorizationPlugin {
    /// A header that names the case a call belongs to. Calls without it are the tests' own and always allowed.
    static let caseHeader = "X-Case"
    /// With this header a call is let through whatever the guards say, to see what dockerd would have made of it.
    static let trialHeader = "X-Trial"

    private struct State {
        /// One reader for all calls, as in the plugin: what one call leaves behind must not reach the next.
        var reader = CallReader()
        var calls: [String: [APICall]] = [:]
    }

    private let state = Mutex(State())

    func authorize(request: AuthorizationRequest) async throws -> AuthorizationAnswer {
        let headers = request.headers
        guard let name = headers.first(where: { $0.name == Self.caseHeader })?.value else { return .allow }
        let wire = WireCall(
            method: request.method,
            uri: request.uri,
            headers: headers.map { ($0.name, $0.value) },
            body: request.body,
            user: request.user,
            authentication: request.userAuthenticationMethod,
            certificates: request.peerCertificates
        )
        // Facts that nobody announced are gathered when they are asked for; both ways have to give the same.
        let needs = name.utf8.count % 2 == 0 ? CallNeeds(facts: .all, canonicalBody: true) : .nothing
        let call = state.withLock { state in
            state.reader.read(wire, needs: needs)
            state.calls[name, default: []].append(state.reader.call)
            return state.reader.call
        }
        guard let finding = call.findings.first, !headers.contains(where: { $0.name == Self.trialHeader }) else {
            return .allow
        }
        return .deny("\(finding)")
    }

    /// What was understood of the calls of a case; they are then forgotten.
    func take(_ name: String) -> [APICall] { state.withLock { $0.calls.removeValue(forKey: name) ?? [] } }

    /// Runs `body` while a witness answers dockerd.
    static func serve<Result: Sendable>(
        _ engine: Engine,
        _ body: (Witness) async throws -> Result
    ) async throws -> Result {
        let witness = Witness()
        let server = PluginServer(
            configuration: PluginServerConfiguration(
                socketPath: engine.sandbox.path("run/docker/plugins/dockreeve.sock")
            ),
            interfaces: [.authorization(witness)],
            logger: Logger(label: "witness") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        do {
            let result = try await body(witness)
            await server.shutdown()
            return result
        } catch {
            await server.shutdown()
            throw error
        }
    }
}
