/// Bodies of `/volumes`.
extension BodySchema {
    static let volumeCreate = BodySchema(
        "volume.CreateRequest",
        [
            "Name": .string,
            "Driver": .string,
            "DriverOpts": .stringMap,
            "Labels": .stringMap,
            "ClusterVolumeSpec": .object(clusterVolumeSpec),
        ]
    )

    static let volumeUpdate = BodySchema("volume.UpdateOptions", ["Spec": .object(clusterVolumeSpec)])

    static let clusterVolumeSpec = BodySchema(
        "volume.ClusterVolumeSpec",
        [
            "Group": .string,
            "AccessMode": .object(accessMode),
            "AccessibilityRequirements": .object(topologyRequirement),
            "CapacityRange": .object(capacityRange),
            "Secrets": .list(.object(volumeSecret)),
            "Availability": .string,
        ]
    )

    static let accessMode = BodySchema(
        "volume.AccessMode",
        ["Scope": .string, "Sharing": .string, "MountVolume": .object(typeMount), "BlockVolume": .emptyObject]
    )

    static let typeMount = BodySchema("volume.TypeMount", ["FsType": .string, "MountFlags": .strings])
    static let topology = BodySchema("volume.Topology", ["Segments": .stringMap])
    static let capacityRange = BodySchema("volume.CapacityRange", ["RequiredBytes": .int, "LimitBytes": .int])
    static let volumeSecret = BodySchema("volume.Secret", ["Key": .string, "Secret": .string])

    static let topologyRequirement = BodySchema(
        "volume.TopologyRequirement",
        ["Requisite": .list(.object(topology)), "Preferred": .list(.object(topology))]
    )
}
