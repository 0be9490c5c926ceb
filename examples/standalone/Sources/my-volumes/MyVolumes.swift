import DockerPlugin
import Glibc
import Logging

/// Each volume is a folder below one folder; which volumes there are, the folder knows.
@main struct MyVolumes: VolumeDriver {
    let root: String

    func create(_ name: String, options: [String: String]) async throws {
        guard options.isEmpty else { throw InvalidCall("there are no options") }
        guard mkdir(folder(name), 0o755) == 0 || errno == EEXIST else { throw Trouble("can't make a volume `\(name)`") }
    }

    func remove(_ name: String) async throws {
        guard rmdir(folder(name)) == 0 else { throw Trouble("the volume `\(name)` isn't empty, or isn't there") }
    }

    func mount(_ name: String, id: String) async throws -> String { try await volume(name).mountpoint ?? "" }
    func unmount(_ name: String, id: String) async throws {}
    func path(_ name: String) async throws -> String? { try await volume(name).mountpoint }

    func volume(_ name: String) async throws -> Volume {
        guard access(folder(name), F_OK) == 0 else { throw Trouble("there is no volume `\(name)`") }
        return Volume(name: name, mountpoint: folder(name))
    }

    func volumes() async throws -> [Volume] {
        guard let entries = opendir(root) else { throw Trouble("can't read `\(root)`") }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted().map { Volume(name: $0, mountpoint: folder($0)) }
    }

    private func folder(_ name: String) -> String { "\(root)/\(name)" }

    struct Trouble: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let name = arguments.first ?? "my-volumes"
        let root = arguments.dropFirst().first ?? "/srv/my-volumes"
        mkdir(root, 0o711)
        try await PluginService.run(
            .socket(PluginSocket.path(plugin: name)),
            interfaces: [.volume(MyVolumes(root: root))],
            logger: Logger(label: name) { StreamLogHandler.standardError(label: $0) }
        )
    }
}
