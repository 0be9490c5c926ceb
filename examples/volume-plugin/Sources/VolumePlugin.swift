import DockerPlugin
import Logging

/// `example-volume-plugin [NAME [FOLDER]]`: the driver NAME (`directories`), with its volumes in FOLDER.
@main struct VolumePlugin {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let name = arguments.first ?? "directories"
        let folder = arguments.dropFirst().first ?? "/var/lib/docker-\(name)"
        let volumes = try DirectoryVolumes(folder: folder)
        try await PluginService.run(
            .socket(PluginSocket.path(plugin: name)),
            interfaces: [.volume(volumes)],
            logger: Logger(label: name) { StreamLogHandler.standardError(label: $0) }
        )
    }
}
