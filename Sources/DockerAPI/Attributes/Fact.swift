/// What a call would give its caller, whatever the way it is asked for; the raw value is its name after `uses.`.
public enum Fact: String, CaseIterable, Sendable {
    /// `true` where a process would run with all privileges: create, exec, service.
    case privileged
    /// Paths of this host that a container would see, cleaned; also the devices and lower directories of local volumes.
    case hostMount = "host_mount"
    /// Those of ``hostMount`` that the container could write to.
    case hostMountRW = "host_mount_rw"
    /// Every option of a local-driver volume as `key=value`.
    case volumeOption = "volume_option"
    /// Propagation of bind mounts: `shared`, `rslave`, …
    case mountPropagation = "mount_propagation"
    /// Added capabilities, upper case, without `CAP_`.
    case capability
    /// Namespaces of the host that would be used: `network`, `pid`, `ipc`, `uts`, `user`, `cgroup`.
    case hostNamespace = "host_namespace"
    /// Other containers whose namespaces, volumes or links would be used: `network:container:ID`, `volumes:ID`, …
    case sharedNamespace = "shared_namespace"
    /// Devices, device cgroup rules and device requests.
    case device
    /// Confinement that would be off: `seccomp`, `apparmor`, `label`, `systempaths`, `no-new-privileges`,
    /// `writable-cgroups`; or that would be of the caller's own choice: `seccomp-profile`, `apparmor-profile`.
    case unconfined
    /// What a container does without, of its own will: `readonly-rootfs`, `no-new-privileges`, `drop=CAPABILITY`. Only
    /// where every engine reads it, so that rules can ask for it.
    case safeguard
    /// Security options as `key=value`.
    case securityOpt = "security_opt"
    /// Kernel parameters as `key=value`.
    case sysctl
    case cgroupParent = "cgroup_parent"
    case runtime
    /// Resource limits as `name=soft:hard`.
    case ulimit
    case logDriver = "log_driver"
    case groupAdd = "group_add"
    /// `oom_kill_disable`, and `oom_score_adj=N`.
    case oom
    /// Full image references, Docker Hub's defaults filled in.
    case image
    /// `registry`, `url`, `upload`, `build`, `commit`.
    case imageSource = "image_source"
    /// Published ports as `host_ip:host_port/proto`; `all` where all exposed ports are published.
    case port
    case volumeDriver = "volume_driver"
    case networkDriver = "network_driver"
    case ipamDriver = "ipam_driver"
    /// Options for the driver of a network, as `key=value`: of the network, and of a container's place in it.
    case networkOption = "network_option"
    /// Networks that would be joined.
    case network
    /// Environment as `NAME=value`.
    case env
    /// Labels as `key=value`.
    case label
    /// The user that a process in the container would be.
    case containerUser = "container_user"
    /// Memory limit in bytes; absent when unlimited.
    case memory
    /// CPU limit in CPUs; absent when unlimited.
    case cpus
    /// Limit on processes; absent when unlimited.
    case pids
    /// The object of an administrative call on plugins.
    case plugin
    /// The operation of an administrative call on the swarm.
    case swarm
    case node
    case secret
    case config
    /// What can't be looked into: `buildkit.session`, `buildkit.grpc`, `attach`, `tar`.
    case opaque
}
