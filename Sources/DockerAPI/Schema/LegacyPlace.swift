/// Members that `containers/create` also takes at the top level, where clients wrote them before API 1.15.
///
/// Engines up to 26.x read them; later ones ignore them.
public enum LegacyPlace: Sendable {
    /// Belongs into `HostConfig`, and counts only where `HostConfig` is absent or null.
    case hostConfig
    /// Belongs into `HostConfig`, and also counts beside a `HostConfig` that has the member's zero value or lacks it
    /// (`Memory`, `MemorySwap`, `CpuShares`, `CpusetCpus`, `VolumeDriver`).
    case hostConfigWhenZero
    /// `Cpuset`: is `HostConfig.CpusetCpus` where that is empty.
    case cpusetCpus
}
