import DockerPlugin

/// Volumes that are names only, with the mounts that hold them.
actor TestVolumes: VolumeDriver {
    struct Unknown: Error, CustomStringConvertible {
        var name: String
        var description: String { "no volume `\(name)`" }
    }

    private(set) var mounts: [String: Set<String>] = [:]
    private(set) var options: [String: [String: String]] = [:]

    func create(_ name: String, options: [String: String]) throws {
        if options["size"] == "odd" { throw InvalidCall("`size` is not a number") }
        mounts[name, default: []].formUnion([])
        self.options[name] = options
    }

    func remove(_ name: String) throws {
        guard mounts.removeValue(forKey: name) != nil else { throw Unknown(name: name) }
    }

    func mount(_ name: String, id: String) throws -> String {
        guard mounts[name] != nil else { throw Unknown(name: name) }
        mounts[name]?.insert(id)
        return "/volumes/\(name)"
    }

    func unmount(_ name: String, id: String) throws {
        guard mounts[name]?.remove(id) != nil else { throw Unknown(name: name) }
    }

    func path(_ name: String) throws -> String? {
        guard let ids = mounts[name] else { throw Unknown(name: name) }
        return ids.isEmpty ? nil : "/volumes/\(name)"
    }

    func volume(_ name: String) throws -> Volume {
        guard let ids = mounts[name] else { throw Unknown(name: name) }
        return Volume(
            name: name,
            mountpoint: ids.isEmpty ? nil : "/volumes/\(name)",
            createdAt: "2026-11-24T01:00:00Z",
            status: ["Mounts": .number("\(ids.count)")]
        )
    }

    func volumes() -> [Volume] { mounts.keys.sorted().map { Volume(name: $0) } }

    func capabilities() -> VolumeCapabilities { VolumeCapabilities(scope: .global) }
}
