extension Secrecy {
    /// Every text that a body can hold, by Go's name for its type.
    static let table: [String: Secrecy] = {
        var table = guarded
        for (schema, fields) in openFields {
            for field in fields.split(separator: " ") { table["\(schema).\(field)"] = .open }
        }
        return table
    }()

    private static let guarded: [String: Secrecy] = [
        "container.Config.Env": .assignments,
        "container.ExecCreateRequest.Env": .assignments,
        "swarm.ContainerSpec.Env": .assignments,
        "swarm.RuntimeSpec.env": .assignments,
        // Instructions of a Dockerfile: `ENV PASSWORD=…` is one.
        "container.Config.OnBuild": .whole,

        "container.LogConfig.Config": .values,
        "swarm.Driver.Options": .values,
        "swarm.ExternalCA.Options": .values,
        "mount.Driver.Options": .values,
        "volume.CreateRequest.DriverOpts": .values,

        "container.Config.Labels": .named,
        "container.HostConfig.Annotations": .named,
        "container.HostConfig.StorageOpt": .named,
        "container.DeviceRequest.Options": .named,
        "mount.VolumeOptions.Labels": .named,
        "network.CreateRequest.Labels": .named,
        "network.CreateRequest.Options": .named,
        "network.EndpointSettings.DriverOpts": .named,
        "network.IPAM.Options": .named,
        "swarm.ContainerSpec.Labels": .named,
        "swarm.ServiceSpec.Labels": .named,
        "swarm.NetworkAttachmentConfig.DriverOpts": .named,
        "swarm.Spec.Labels": .named,
        "swarm.NodeSpec.Labels": .named,
        "swarm.SecretSpec.Labels": .named,
        "swarm.ConfigSpec.Labels": .named,
        "volume.CreateRequest.Labels": .named,
        "build.Output.Attrs": .named,

        "swarm.SecretSpec.Data": .encoded,
        "swarm.ConfigSpec.Data": .encoded,
        "swarm.JoinRequest.JoinToken": .whole,
        "swarm.UnlockRequest.UnlockKey": .whole,
        "swarm.CAConfig.SigningCAKey": .whole,
        "volume.Secret.Secret": .whole,

        "registry.AuthConfig.username": .whole,
        "registry.AuthConfig.password": .whole,
        "registry.AuthConfig.auth": .whole,
        "registry.AuthConfig.email": .whole,
        "registry.AuthConfig.identitytoken": .whole,
        "registry.AuthConfig.registrytoken": .whole,
    ]

    private static let openFields: KeyValuePairs = [
        "container.Config": "Hostname Domainname User Cmd Image WorkingDir Entrypoint MacAddress StopSignal Shell",
        "container.HealthConfig": "Test",
        "container.CreateRequest": "Cpuset",
        "types.CopyConfig": "Resource",
        "checkpoint.CreateRequest": "CheckpointID CheckpointDir",
        "container.ExecCreateRequest": "User DetachKeys WorkingDir Cmd",
        "container.HostConfig": """
        Binds ContainerIDFile NetworkMode VolumeDriver VolumesFrom CapAdd CapDrop Capabilities CgroupnsMode Dns \
        DnsOptions DnsSearch ExtraHosts GroupAdd IpcMode Cgroup Links PidMode SecurityOpt Tmpfs UTSMode UsernsMode \
        Sysctls Runtime Isolation MaskedPaths ReadonlyPaths CgroupParent CpusetCpus CpusetMems DeviceCgroupRules
        """,
        "container.UpdateConfig": "CgroupParent CpusetCpus CpusetMems DeviceCgroupRules",
        "container.LogConfig": "Type",
        "container.RestartPolicy": "Name",
        "container.DeviceMapping": "PathOnHost PathInContainer CgroupPermissions",
        "container.DeviceRequest": "Driver DeviceIDs Capabilities",
        "network.PortBinding": "HostIp HostPort",
        "blkiodev.WeightDevice": "Path",
        "blkiodev.ThrottleDevice": "Path",
        "units.Ulimit": "Name",

        "mount.Mount": "Type Source Target Consistency",
        "mount.BindOptions": "Propagation",
        "mount.VolumeOptions": "Subpath",
        "mount.Driver": "Name",
        "mount.ImageOptions": "Subpath",
        "mount.TmpfsOptions": "Options",

        "network.CreateRequest": "Name Driver Scope",
        "network.ConnectRequest": "Container",
        "network.DisconnectRequest": "Container",
        "network.EndpointSettings": """
        Links Aliases NetworkID EndpointID Gateway IPAddress MacAddress IPv6Gateway GlobalIPv6Address DNSNames
        """,
        "network.EndpointIPAMConfig": "IPv4Address IPv6Address LinkLocalIPs",
        "network.IPAM": "Driver",
        "network.IPAMConfig": "Subnet IPRange Gateway AuxiliaryAddresses",
        "network.ConfigReference": "Network",

        "swarm.ContainerSpec": """
        Image Command Args Hostname Dir User Groups StopSignal Hosts Isolation Sysctls CapabilityAdd CapabilityDrop
        """,
        "swarm.CredentialSpec": "Config File Registry",
        "swarm.SELinuxContext": "User Role Type Level",
        "swarm.SeccompOpts": "Mode Profile",
        "swarm.AppArmorOpts": "Mode",
        "swarm.DNSConfig": "Nameservers Search Options",
        "swarm.SecretReference": "SecretID SecretName",
        "swarm.ConfigReference": "ConfigID ConfigName",
        "swarm.ReferenceFileTarget": "Name UID GID",
        "swarm.ServiceSpec": "Name",
        "swarm.TaskSpec": "Runtime",
        "swarm.RuntimeSpec": "name remote",
        "swarm.RuntimePrivilege": "name description value",
        "swarm.NetworkAttachmentSpec": "ContainerID",
        "swarm.NetworkAttachmentConfig": "Target Aliases",
        "swarm.NamedGenericResource": "Kind Value",
        "swarm.DiscreteGenericResource": "Kind",
        "swarm.RestartPolicy": "Condition",
        "swarm.Placement": "Constraints",
        "swarm.SpreadOver": "SpreadDescriptor",
        "swarm.Platform": "Architecture OS",
        "swarm.UpdateConfig": "FailureAction Order",
        "swarm.EndpointSpec": "Mode",
        "swarm.PortConfig": "Name Protocol PublishMode",
        "swarm.InitRequest": "ListenAddr AdvertiseAddr DataPathAddr Availability DefaultAddrPool",
        "swarm.JoinRequest": "ListenAddr AdvertiseAddr DataPathAddr RemoteAddrs Availability",
        "swarm.Spec": "Name",
        "swarm.Driver": "Name",
        // Certificates are public.
        "swarm.CAConfig": "SigningCACert",
        "swarm.ExternalCA": "Protocol URL CACert",
        "swarm.NodeSpec": "Name Role Availability",
        "swarm.SecretSpec": "Name",
        "swarm.ConfigSpec": "Name",

        "registry.AuthConfig": "serveraddress",
        "plugin.Privilege": "Name Description Value",

        "volume.CreateRequest": "Name Driver",
        "volume.ClusterVolumeSpec": "Group Availability",
        "volume.AccessMode": "Scope Sharing",
        "volume.TypeMount": "FsType MountFlags",
        "volume.Topology": "Segments",
        "volume.Secret": "Key",

        // A parameter of the query.
        "build.Output": "Type",
    ]
}
