extension Fact {
    /// What its values are, in a sentence; for the reference.
    public var explanation: String {
        switch self {
        case .privileged: "`true` where a process would run with all privileges: containers, `exec`, services"
        case .hostMount:
            "paths of this host that a container would see, cleaned; also devices and lower directories of local volumes"
        case .hostMountRW: "those of `host_mount` that the container could write to"
        case .volumeOption: "options of a local-driver volume, `key=value`: `type=none`, `o=bind`, `device=/srv`"
        case .mountPropagation: "of bind mounts: `shared`, `rslave` …"
        case .capability: "added ones, upper case, without `CAP_`: `NET_ADMIN`, `ALL`"
        case .hostNamespace: "namespaces of this host: `network`, `pid`, `ipc`, `uts`, `user`, `cgroup`"
        case .sharedNamespace: "of other containers: `network:container:ID`, `volumes:ID` …"
        case .device: "devices, device cgroup rules, device requests"
        case .unconfined:
            "confinement that would be off: `seccomp`, `apparmor`, `label`, `systempaths`, `no-new-privileges`, "
                + "`writable-cgroups`; or of the caller's own choice: `seccomp-profile`, `apparmor-profile`"
        case .safeguard:
            "what a container does without: `readonly-rootfs`, `no-new-privileges`, `drop=ALL`, `drop=NET_RAW` …"
        case .securityOpt: "security options, `key=value`"
        case .sysctl: "kernel parameters, `key=value`"
        case .cgroupParent: "the control group that the container's own would be in"
        case .runtime: "the runtime, as it is named"
        case .ulimit: "resource limits, `name=soft:hard`"
        case .logDriver: "the log driver, as it is named"
        case .groupAdd: "additional groups of the process"
        case .oom: "`oom_kill_disable`, `oom_score_adj=N`"
        case .image: "full references, Docker Hub's defaults filled in: `docker.io/library/busybox:latest`"
        case .imageSource: "where an image comes from: `registry`, `url`, `upload`, `build`, `commit`"
        case .port: "published ports, `host_ip:host_port/proto`; `all` where all exposed ones are published"
        case .volumeDriver: "the plugins that volumes would be made with; `local` is the engine's own"
        case .networkDriver: "the plugin that a network would be made with"
        case .ipamDriver: "the plugin that addresses would come from; `default` is the engine's own"
        case .networkOption:
            "options of networks, and of a container's place in one, `key=value`; `com.docker.network.bridge.name` puts a "
                + "network over any bridge of the host"
        case .network: "networks that would be joined"
        case .env: "the environment, `NAME=value`"
        case .label: "labels, `key=value`"
        case .containerUser: "the user that a process in the container would be"
        case .memory: "the limit in bytes; no value when unlimited"
        case .cpus: "the limit in CPUs, `1.5`; no value when unlimited"
        case .pids: "the limit on processes; no value when unlimited"
        case .plugin: "the object of an administrative call on plugins, and what is pulled"
        case .swarm: "the operation of an administrative call on the swarm: `init`, `join`, `leave` …"
        case .node: "the node that would be changed or removed"
        case .secret: "secrets that would be used, made or changed"
        case .config: "configs that would be used, made, changed or shown"
        case .opaque: "what nobody can look into: `buildkit.session`, `buildkit.grpc`, `attach`, `tar`"
        }
    }

    /// Whether a call can yield more than one value.
    public var hasSeveralValues: Bool {
        switch self {
        case .privileged, .memory, .cpus, .pids, .runtime, .cgroupParent, .logDriver, .containerUser, .swarm, .node,
            .opaque:
            false
        default: true
        }
    }
}
