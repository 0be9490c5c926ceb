import StrictJSON

/// Gathers the facts of one call from its canonical body, its endpoint and its query, in one pass.
///
/// Values are normalised: whoever asks for the same thing in another way gets the same value.
struct FactGatherer {
    /// The bytes that `nodes` refer to.
    var arena: [UInt8]
    var nodes: [BodyNode]
    /// Whether `arena` is that of the call: then values can stay where they are.
    var isCallArena = true
    let plan = SchemaPlan.shared
    let wanted: FactSet
    let resolvePath: ReaderOptions.PathResolver?
    var facts = FactBuffer()

    /// Paths that were resolved; each may have to wait for a disk.
    var resolvedPaths = 0
    static let resolvedPathLimit = 256

    var sawNetworkMode = false
    var nanoCPUs: UInt64 = 0
    var cpuQuota: UInt64 = 0
    var cpuPeriod: UInt64 = 0

    private init(_ call: APICall, _ wanted: FactSet) {
        arena = call.wire.arena
        nodes = call.body.nodes
        self.wanted = wanted
        resolvePath = call.resolvePath
    }

    /// Gathers what is wanted.
    ///
    /// - Parameters:
    ///   - reader: For parameters of the query that hold JSON.
    ///   - buffer: Takes the facts. What is in it is forgotten, its memory is used again.
    static func gather(
        _ call: APICall,
        _ wanted: FactSet,
        _ reader: inout BodyReader,
        into buffer: inout FactBuffer
    ) {
        var gatherer = FactGatherer(call, wanted)
        swap(&gatherer.facts, &buffer)
        gatherer.facts.removeAll()
        for place in call.body.places where !place.source.yield.isDisjoint(with: wanted) {
            gatherer.take(place.source, Int(place.node))
        }
        gatherer.takeCall(call, &reader)
        gatherer.takeCPUs()
        swap(&gatherer.facts, &buffer)
    }

    mutating func take(_ source: FactSource, _ node: Int) {
        switch source {
        case .none: break
        case .privileged: takeTrue(.privileged, node)
        case .binds: takeBinds(node)
        case .mounts: takeMounts(node)
        case .volume: takeVolume(node)
        case .volumesFrom: takeVolumesFrom(node)
        case .links: takeLinks(node)
        case .networkMode: takeNetworkMode(node)
        case .pidMode: takeMode("pid", node)
        case .ipcMode: takeMode("ipc", node)
        case .utsMode: takeMode("uts", node)
        case .usernsMode: takeMode("user", node)
        case .cgroupnsMode: takeMode("cgroup", node)
        case .cgroup: takeMode("cgroup", node)
        case .endpoints: takeEndpoints(node)
        case .serviceNetworks: takeServiceNetworks(node)
        case .attachedContainer: takeAttachedContainer(node)
        case .capabilities: takeCapabilities(node)
        case .devices: takeDevices(node)
        case .deviceRules: takeTexts(.device, node)
        case .deviceRequests: takeDeviceRequests(node)
        case .securityOpt: takeSecurityOptions(node)
        case .droppedCapabilities: takeDroppedCapabilities(node)
        case .readonlyRoot: takeReadonlyRoot(node)
        case .maskedPaths: takeSystemPaths(node, SystemPaths.masked)
        case .readonlyPaths: takeSystemPaths(node, SystemPaths.readonly)
        case .privileges: takePrivileges(node)
        case .sysctls: takePairs(.sysctl, node)
        case .cgroupParent: takeCgroupParent(node)
        case .runtime: takeText(.runtime, node)
        case .ulimits: takeUlimits(node)
        case .logDriver: takeLogDriver(node)
        case .groups: takeTexts(.groupAdd, node)
        case .oomKillDisable: takeOomKillDisable(node)
        case .oomScoreAdj: takeOomScore(node)
        case .portBindings: takePortBindings(node)
        case .publishAllPorts: takeAllPorts(node)
        case .servicePorts: takeServicePorts(node)
        case .volumeDriver: takeText(.volumeDriver, node)
        case .networkDriver: takeText(.networkDriver, node)
        case .networkOptions: takePairs(.networkOption, node)
        case .ipamDriver: takeText(.ipamDriver, node)
        case .image: takeImage(node)
        case .env: takeTexts(.env, node)
        case .labels: takePairs(.label, node)
        case .user: takeText(.containerUser, node)
        case .memory: takeLimit(.memory, node)
        case .nanoCPUs: nanoCPUs = limit(node)
        case .cpuQuota: cpuQuota = limit(node)
        case .cpuPeriod: cpuPeriod = limit(node)
        case .pids: takeLimit(.pids, node)
        case .limits: takeServiceLimits(node)
        case .pluginSpec: takePluginSpec(node)
        case .secretReferences: takeReferences(.secret, node, "SecretName", "SecretID")
        case .configReferences: takeReferences(.config, node, "ConfigName", "ConfigID")
        case .secretName: takeText(.secret, node)
        case .configName: takeText(.config, node)
        case .buildArguments: takePairs(.env, node)
        case .cacheImages: takeImages(node)
        case .buildOutputs: takeBuildOutputs(node)
        }
    }
}
