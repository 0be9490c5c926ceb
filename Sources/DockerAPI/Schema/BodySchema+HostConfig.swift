/// `HostConfig`: what a container takes from its host.
extension BodySchema {
    static let hostConfig = BodySchema(
        "container.HostConfig",
        fields: fields([
            "Binds": .strings,
            "ContainerIDFile": .string,
            "LogConfig": .object(logConfig),
            "NetworkMode": .string,
            "PortBindings": .map(.list(.object(portBinding))),
            "RestartPolicy": .object(restartPolicy),
            "AutoRemove": .bool,
            "VolumeDriver": .string,
            "VolumesFrom": .strings,
            "ConsoleSize": .list(.uint),
            "Annotations": .stringMap,
            "CapAdd": .stringOrList,
            "CapDrop": .stringOrList,
            // Was the whole set of capabilities in API 1.40 only; engine 20.10 ignores it, later ones refuse it in 1.40.
            "Capabilities": .strings,
            "CgroupnsMode": .string,
            "Dns": .strings,
            "DnsOptions": .strings,
            "DnsSearch": .strings,
            "ExtraHosts": .strings,
            "GroupAdd": .strings,
            "IpcMode": .string,
            "Cgroup": .string,
            "Links": .strings,
            "OomScoreAdj": .int,
            "PidMode": .string,
            "Privileged": .bool,
            "PublishAllPorts": .bool,
            "ReadonlyRootfs": .bool,
            "SecurityOpt": .strings,
            "StorageOpt": .stringMap,
            "Tmpfs": .stringMap,
            "UTSMode": .string,
            "UsernsMode": .string,
            "ShmSize": .int,
            "Sysctls": .stringMap,
            "Runtime": .string,
            "Isolation": .string,
            "Mounts": .list(.object(mount)),
            "MaskedPaths": .strings,
            "ReadonlyPaths": .strings,
            "Init": .bool,
        ]) + resources
    )

    /// Embedded in `HostConfig` and in the body of `containers/{id}/update`.
    static let resources = fields([
        "CpuShares": .int,
        "Memory": .int,
        "NanoCpus": .int,
        "CgroupParent": .string,
        "BlkioWeight": .integer(.uint16),
        "BlkioWeightDevice": .list(.object(weightDevice)),
        "BlkioDeviceReadBps": .list(.object(throttleDevice)),
        "BlkioDeviceWriteBps": .list(.object(throttleDevice)),
        "BlkioDeviceReadIOps": .list(.object(throttleDevice)),
        "BlkioDeviceWriteIOps": .list(.object(throttleDevice)),
        "CpuPeriod": .int,
        "CpuQuota": .int,
        "CpuRealtimePeriod": .int,
        "CpuRealtimeRuntime": .int,
        "CpusetCpus": .string,
        "CpusetMems": .string,
        "Devices": .list(.object(deviceMapping)),
        "DeviceCgroupRules": .strings,
        "DeviceRequests": .list(.object(deviceRequest)),
        "KernelMemory": .int,
        "KernelMemoryTCP": .int,
        "MemoryReservation": .int,
        "MemorySwap": .int,
        "MemorySwappiness": .int,
        "OomKillDisable": .bool,
        "PidsLimit": .int,
        "Ulimits": .list(.object(ulimit)),
        "CpuCount": .int,
        "CpuPercent": .int,
        "IOMaximumIOps": .uint,
        "IOMaximumBandwidth": .uint,
    ])

    static let logConfig = BodySchema("container.LogConfig", ["Type": .string, "Config": .stringMap])
    static let restartPolicy = BodySchema("container.RestartPolicy", ["Name": .string, "MaximumRetryCount": .int])
    static let portBinding = BodySchema("network.PortBinding", ["HostIp": .string, "HostPort": .string])
    static let weightDevice = BodySchema("blkiodev.WeightDevice", ["Path": .string, "Weight": .integer(.uint16)])
    static let throttleDevice = BodySchema("blkiodev.ThrottleDevice", ["Path": .string, "Rate": .uint])
    static let ulimit = BodySchema("units.Ulimit", ["Name": .string, "Hard": .int, "Soft": .int])

    static let deviceMapping = BodySchema(
        "container.DeviceMapping",
        ["PathOnHost": .string, "PathInContainer": .string, "CgroupPermissions": .string]
    )

    static let deviceRequest = BodySchema(
        "container.DeviceRequest",
        [
            "Driver": .string,
            "Count": .int,
            "DeviceIDs": .strings,
            "Capabilities": .list(.strings),
            "Options": .stringMap,
        ]
    )
}
