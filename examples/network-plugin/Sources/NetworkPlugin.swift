import DockerPlugin
import Logging

/// `example-network-plugin [NAME]`: the driver NAME (`bridges`).
@main struct NetworkPlugin {
    static func main() async throws {
        let name = CommandLine.arguments.dropFirst().first ?? "bridges"
        try await PluginService.run(
            .socket(PluginSocket.path(plugin: name)),
            interfaces: [.network(Bridges())],
            logger: Logger(label: name) { StreamLogHandler.standardError(label: $0) }
        )
    }
}
