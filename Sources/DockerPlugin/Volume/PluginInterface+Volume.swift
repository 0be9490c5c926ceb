import StrictJSON

extension PluginInterface {
    /// The volume interface (`VolumeDriver`).
    public static func volume(_ driver: some VolumeDriver) -> PluginInterface {
        PluginInterface(
            name: "VolumeDriver",
            routes: [
                .driver("/VolumeDriver.Create") { call, answer in
                    try await driver.create(call.name("Name"), options: call.strings("Opts"))
                    answer.noError()
                },
                .driver("/VolumeDriver.Remove") { call, answer in
                    try await driver.remove(call.name("Name"))
                    answer.noError()
                },
                .driver("/VolumeDriver.Mount") { call, answer in
                    answer.mountpoint(try await driver.mount(call.name("Name"), id: call.name("ID")))
                },
                .driver("/VolumeDriver.Unmount") { call, answer in
                    try await driver.unmount(call.name("Name"), id: call.name("ID"))
                    answer.noError()
                },
                .driver("/VolumeDriver.Path") { call, answer in
                    answer.mountpoint(try await driver.path(call.name("Name")) ?? "")
                },
                .driver("/VolumeDriver.Get") { call, answer in
                    let volume = try await driver.volume(call.name("Name"))
                    answer.name("Volume")
                    answer.volume(volume)
                    answer.noError()
                },
                .driver("/VolumeDriver.List") { _, answer in
                    let volumes = try await driver.volumes()
                    answer.name("Volumes")
                    answer.beginArray()
                    for volume in volumes { answer.volume(volume) }
                    answer.endArray()
                    answer.noError()
                },
                .driver("/VolumeDriver.Capabilities") { _, answer in
                    let capabilities = try await driver.capabilities()
                    answer.name("Capabilities")
                    answer.beginObject()
                    answer.name("Scope")
                    answer.string(capabilities.scope.rawValue)
                    answer.endObject()
                },
            ]
        )
    }
}

extension JSONWriter {
    fileprivate mutating func noError() {
        name("Err")
        string("")
    }

    fileprivate mutating func mountpoint(_ path: String) {
        name("Mountpoint")
        string(path)
        noError()
    }

    fileprivate mutating func volume(_ volume: Volume) {
        beginObject()
        name("Name")
        string(volume.name)
        name("Mountpoint")
        string(volume.mountpoint ?? "")
        if let createdAt = volume.createdAt {
            name("CreatedAt")
            string(createdAt)
        }
        if !volume.status.isEmpty {
            name("Status")
            PluginValue.object(volume.status).write(to: &self)
        }
        endObject()
    }
}
