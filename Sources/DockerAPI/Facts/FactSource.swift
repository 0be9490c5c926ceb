/// How a value of a body says something about ``Fact``s.
///
/// The places are named by the engine's Go types, so a type that is read in several calls says the same in all of them.
enum FactSource: UInt8, Sendable, CaseIterable {
    case none
    case privileged
    case binds
    case mounts
    case volumesFrom
    case links
    case networkMode
    case pidMode
    case ipcMode
    case utsMode
    case usernsMode
    case cgroupnsMode
    case cgroup
    case endpoints
    case serviceNetworks
    case attachedContainer
    case capabilities
    case droppedCapabilities
    case readonlyRoot
    case devices
    case deviceRules
    case deviceRequests
    case securityOpt
    case maskedPaths
    case readonlyPaths
    case privileges
    case sysctls
    case cgroupParent
    case runtime
    case ulimits
    case logDriver
    case groups
    case oomKillDisable
    case oomScoreAdj
    case portBindings
    case publishAllPorts
    case servicePorts
    case volumeDriver
    case volume
    case networkDriver
    case networkOptions
    case ipamDriver
    case image
    case env
    case labels
    case user
    case memory
    case nanoCPUs
    case cpuQuota
    case cpuPeriod
    case pids
    case limits
    case pluginSpec
    case secretReferences
    case configReferences
    case secretName
    case configName
    // Parameters of a query that hold JSON.
    case buildArguments
    case cacheImages
    case buildOutputs

    /// The way for a member of a Go type.
    static func source(_ schema: String, _ field: String) -> FactSource { table["\(schema).\(field)"] ?? .none }

    /// The facts that can come of it.
    var yield: FactSet {
        switch self {
        case .none: []
        case .privileged: [.init(.privileged)]
        case .mounts:
            [
                .init(.hostMount), .init(.hostMountRW), .init(.mountPropagation), .init(.volumeOption),
                .init(.volumeDriver), .init(.image),
            ]
        case .binds, .volume:
            [
                .init(.hostMount), .init(.hostMountRW), .init(.mountPropagation), .init(.volumeOption),
                .init(.volumeDriver),
            ]
        case .volumesFrom, .links, .cgroup, .attachedContainer: [.init(.sharedNamespace)]
        case .networkMode, .endpoints, .serviceNetworks:
            [.init(.hostNamespace), .init(.sharedNamespace), .init(.network)]
        case .pidMode, .ipcMode, .utsMode, .usernsMode, .cgroupnsMode:
            [.init(.hostNamespace), .init(.sharedNamespace)]
        case .capabilities: [.init(.capability)]
        case .devices, .deviceRules, .deviceRequests: [.init(.device)]
        case .droppedCapabilities, .readonlyRoot: [.init(.safeguard)]
        case .securityOpt, .privileges: [.init(.securityOpt), .init(.unconfined), .init(.safeguard)]
        case .maskedPaths, .readonlyPaths: [.init(.unconfined)]
        case .sysctls: [.init(.sysctl)]
        case .cgroupParent: [.init(.cgroupParent)]
        case .runtime: [.init(.runtime)]
        case .ulimits: [.init(.ulimit)]
        case .logDriver: [.init(.logDriver)]
        case .groups: [.init(.groupAdd)]
        case .oomKillDisable, .oomScoreAdj: [.init(.oom)]
        case .portBindings, .publishAllPorts, .servicePorts: [.init(.port)]
        case .volumeDriver: [.init(.volumeDriver)]
        case .networkDriver: [.init(.networkDriver)]
        case .networkOptions: [.init(.networkOption)]
        case .ipamDriver: [.init(.ipamDriver)]
        case .image, .cacheImages, .buildOutputs: [.init(.image)]
        case .env, .buildArguments: [.init(.env)]
        case .labels: [.init(.label)]
        case .user: [.init(.containerUser)]
        case .memory: [.init(.memory)]
        case .nanoCPUs, .cpuQuota, .cpuPeriod: [.init(.cpus)]
        case .pids: [.init(.pids)]
        case .limits: [.init(.memory), .init(.cpus), .init(.pids)]
        case .pluginSpec: [.init(.plugin)]
        case .secretReferences, .secretName: [.init(.secret)]
        case .configReferences, .configName: [.init(.config)]
        }
    }
}
