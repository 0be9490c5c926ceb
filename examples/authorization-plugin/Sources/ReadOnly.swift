import DockerPlugin
import Logging

/// Lets people look at this engine and change nothing.
@main struct ReadOnly: AuthorizationPlugin {
    func authorize(request: AuthorizationRequest) async throws -> AuthorizationAnswer {
        switch request.method {
        case "GET", "HEAD": .allow
        default: .deny("this engine can only be looked at")
        }
    }

    static func main() async throws {
        let name = CommandLine.arguments.dropFirst().first ?? "read-only"
        try await PluginService.run(
            .socket(PluginSocket.path(plugin: name)),
            interfaces: [.authorization(ReadOnly())],
            logger: Logger(label: name) { StreamLogHandler.standardError(label: $0) }
        )
    }
}
