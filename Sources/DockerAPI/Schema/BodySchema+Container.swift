/// Bodies of `/containers`, `/exec` and `/commit`.
extension BodySchema {
    /// `containers/create`, and what engines up to 25.x take on `containers/{id}/start` of clients before API 1.24.
    ///
    /// The engine reads one object for all of it: `Config` and, up to 26.x, `HostConfig` are embedded, so their members
    /// stand at the top level; no name is in both.
    static let containerCreate = BodySchema(
        "container.CreateRequest",
        fields: containerConfig.fields
            + fields([
                "HostConfig": .object(hostConfig),
                "NetworkingConfig": .object(networkingConfig),
            ])
            + [BodyField("Cpuset", .string, legacy: .cpusetCpus)]
            + hostConfig.fields.map { field in
                let merged = ["Memory", "MemorySwap", "CpuShares", "CpusetCpus", "VolumeDriver"].contains(field.name)
                return BodyField(field.name, field.type, legacy: merged ? .hostConfigWhenZero : .hostConfig)
            }
    )

    /// Also the whole body of `commit`.
    static let containerConfig = BodySchema(
        "container.Config",
        [
            "Hostname": .string,
            "Domainname": .string,
            "User": .string,
            "AttachStdin": .bool,
            "AttachStdout": .bool,
            "AttachStderr": .bool,
            "ExposedPorts": .set,
            "Tty": .bool,
            "OpenStdin": .bool,
            "StdinOnce": .bool,
            "Env": .strings,
            "Cmd": .stringOrList,
            "Healthcheck": .object(healthcheck),
            "ArgsEscaped": .bool,
            "Image": .string,
            "Volumes": .set,
            "WorkingDir": .string,
            "Entrypoint": .stringOrList,
            "NetworkDisabled": .bool,
            "MacAddress": .string,
            "OnBuild": .strings,
            "Labels": .stringMap,
            "StopSignal": .string,
            "StopTimeout": .int,
            "Shell": .stringOrList,
        ]
    )

    static let healthcheck = BodySchema(
        "container.HealthConfig",
        [
            "Test": .strings,
            "Interval": .duration,
            "Timeout": .duration,
            "StartPeriod": .duration,
            "StartInterval": .duration,
            "Retries": .int,
        ]
    )

    static let containerUpdate = BodySchema(
        "container.UpdateConfig",
        fields: resources + fields(["RestartPolicy": .object(restartPolicy)])
    )

    static let containerCopy = BodySchema("types.CopyConfig", ["Resource": .string])

    static let checkpointCreate = BodySchema(
        "checkpoint.CreateRequest",
        ["CheckpointID": .string, "CheckpointDir": .string, "Exit": .bool]
    )

    static let execCreate = BodySchema(
        "container.ExecCreateRequest",
        [
            "User": .string,
            "Privileged": .bool,
            "Tty": .bool,
            "ConsoleSize": .list(.uint),
            "AttachStdin": .bool,
            "AttachStderr": .bool,
            "AttachStdout": .bool,
            "Detach": .bool,
            "DetachKeys": .string,
            "Env": .strings,
            "WorkingDir": .string,
            "Cmd": .strings,
        ]
    )

    static let execStart = BodySchema(
        "container.ExecStartRequest",
        ["Detach": .bool, "Tty": .bool, "ConsoleSize": .list(.uint)]
    )
}
