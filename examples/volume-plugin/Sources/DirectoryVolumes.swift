import DockerPlugin
import Foundation

/// Volumes that are folders, with a book of them beside: which there are, how large they may become, who has them mounted.
///
/// An actor: one call after the other, so the book and its file always agree.
actor DirectoryVolumes: VolumeDriver {
    private let folder: String
    private var book: VolumeBook

    /// Reads the book of an earlier run; an unreadable one is an error, since an empty one would give volumes away.
    init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder + "/volumes",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        book = try VolumeBook(reading: folder + "/volumes.json")
    }

    func create(_ name: String, options: [String: String]) throws {
        if let unknown = options.keys.sorted().first(where: { $0 != "size" }) {
            throw InvalidCall("unknown option `\(unknown)`: there is `size` only, as in `--opt size=10M`")
        }
        // To Swift two texts are equal that look the same, to the file system they are two names.
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw InvalidCall("the volume's name `\(name)` has other than ASCII characters")
        }
        let limit = try options["size"].map(SizeText.bytes)
        if let existing = book.volumes[name] {
            guard limit == nil || limit == existing.limit else {
                throw InvalidCall("the volume `\(name)` exists with another size")
            }
            return
        }
        try FileManager.default.createDirectory(atPath: data(name), withIntermediateDirectories: true)
        let record = VolumeBook.Record(createdAt: Date.now.formatted(.iso8601), limit: limit)
        try change { $0.volumes[name] = record }
    }

    func remove(_ name: String) throws {
        let record = try record(name)
        guard record.mounts.isEmpty else { throw VolumeTrouble("the volume `\(name)` is mounted") }
        try change { $0.volumes[name] = nil }
        if FileManager.default.fileExists(atPath: data(name)) { try FileManager.default.removeItem(atPath: data(name)) }
    }

    func mount(_ name: String, id: String) throws -> String {
        let record = try record(name)
        // The size is looked at when the volume is mounted; a running container isn't stopped.
        if let limit = record.limit {
            let used = FolderSize.bytes(data(name))
            guard used < limit else {
                throw VolumeTrouble("the volume `\(name)` is full: it has \(used) bytes of \(limit)")
            }
        }
        if !record.mounts.contains(id) { try change { $0.volumes[name]?.mounts.insert(id) } }
        return data(name)
    }

    func unmount(_ name: String, id: String) throws {
        guard try record(name).mounts.contains(id) else {
            throw VolumeTrouble("the volume `\(name)` isn't mounted for `\(id)`")
        }
        try change { $0.volumes[name]?.mounts.remove(id) }
    }

    func path(_ name: String) throws -> String? {
        try record(name).mounts.isEmpty ? nil : data(name)
    }

    func volume(_ name: String) throws -> Volume {
        let record = try record(name)
        var status: [String: PluginValue] = [
            "UsedBytes": .number("\(FolderSize.bytes(data(name)))"), "Mounts": .number("\(record.mounts.count)"),
        ]
        if let limit = record.limit { status["LimitBytes"] = .number("\(limit)") }
        return Volume(
            name: name,
            mountpoint: record.mounts.isEmpty ? nil : data(name),
            createdAt: record.createdAt,
            status: status
        )
    }

    func volumes() -> [Volume] {
        book.volumes.keys.sorted().map { name in
            Volume(name: name, mountpoint: book.volumes[name]?.mounts.isEmpty == false ? data(name) : nil)
        }
    }

    private func data(_ name: String) -> String { "\(folder)/volumes/\(name)" }

    private func record(_ name: String) throws -> VolumeBook.Record {
        guard let record = book.volumes[name] else { throw VolumeTrouble("there is no volume `\(name)`") }
        return record
    }

    /// On disk first: what isn't written hasn't happened.
    private func change(_ body: (inout VolumeBook) -> Void) throws {
        var changed = book
        body(&changed)
        try changed.write(folder + "/volumes.json")
        book = changed
    }
}

struct VolumeTrouble: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
