import DockerPlugin
import Logging

/// `example-ipam-plugin [NAME [FILE]]`: the driver NAME (`pools`), which keeps its book in FILE.
@main struct IPAMPlugin {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let name = arguments.first ?? "pools"
        let file = arguments.dropFirst().first ?? "/var/lib/docker-\(name).json"
        let pools = try AddressPools(file: file)
        try await PluginService.run(
            .socket(PluginSocket.path(plugin: name)),
            interfaces: [.ipam(pools)],
            logger: Logger(label: name) { StreamLogHandler.standardError(label: $0) }
        )
    }
}
