/// Mounts of containers and services.
extension BodySchema {
    static let mount = BodySchema(
        "mount.Mount",
        [
            "Type": .string,
            "Source": .string,
            "Target": .string,
            "ReadOnly": .bool,
            "Consistency": .string,
            "BindOptions": .object(bindOptions),
            "VolumeOptions": .object(volumeOptions),
            "ImageOptions": .object(imageOptions),
            "TmpfsOptions": .object(tmpfsOptions),
            "ClusterOptions": .emptyObject,
        ]
    )

    static let bindOptions = BodySchema(
        "mount.BindOptions",
        [
            "Propagation": .string,
            "NonRecursive": .bool,
            "CreateMountpoint": .bool,
            "ReadOnlyNonRecursive": .bool,
            "ReadOnlyForceRecursive": .bool,
        ]
    )

    static let volumeOptions = BodySchema(
        "mount.VolumeOptions",
        ["NoCopy": .bool, "Labels": .stringMap, "Subpath": .string, "DriverConfig": .object(mountDriver)]
    )

    static let mountDriver = BodySchema("mount.Driver", ["Name": .string, "Options": .stringMap])
    static let imageOptions = BodySchema("mount.ImageOptions", ["Subpath": .string])

    static let tmpfsOptions = BodySchema(
        "mount.TmpfsOptions",
        ["SizeBytes": .int, "Mode": .integer(.uint32), "Options": .list(.strings)]
    )
}
