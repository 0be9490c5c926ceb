import DockerPlugin

/// What is known of all volumes, and its file.
struct VolumeBook: Equatable {
    struct Record: Equatable {
        var createdAt: String
        /// In bytes; nothing for no limit.
        var limit: Int?
        /// Whose mounts there are.
        var mounts: Set<String> = []
    }

    var volumes: [String: Record] = [:]

    init() {}

    /// - Throws: When the file is there and isn't what ``write(_:)`` writes.
    init(reading path: String) throws {
        guard let bytes = try WholeFile.readIfThere(path, limit: 64 * 1024 * 1024) else { return }
        guard let records = try PluginValue(json: bytes)["Volumes"]?.object else {
            throw VolumeTrouble("`\(path)` is damaged: no `Volumes`")
        }
        for (name, value) in records {
            guard let createdAt = value["CreatedAt"]?.text, let mounts = value["Mounts"]?.array?.map(\.text),
                !mounts.contains(nil), !name.isEmpty, !name.contains("/"), !name.contains(".."),
                let limit = value["LimitBytes"], limit == .null || limit.integer != nil
            else { throw VolumeTrouble("`\(path)` is damaged at the volume `\(name)`") }
            volumes[name] = Record(createdAt: createdAt, limit: limit.integer, mounts: Set(mounts.compactMap(\.self)))
        }
    }

    func write(_ path: String) throws {
        let records = volumes.mapValues { record -> PluginValue in
            [
                "CreatedAt": .string(record.createdAt), "LimitBytes": record.limit.map { .number("\($0)") } ?? .null,
                "Mounts": .array(record.mounts.sorted().map { .string($0) }),
            ]
        }
        try WholeFile.write(PluginValue.object(["Volumes": .object(records)]).json, to: path)
    }
}
