/// Members that `containers/create` also takes at the top level, where clients wrote them before API 1.15.
///
/// Engines up to 26.x read them, and so do they in the body that `containers/{id}/start` takes of old clients; later
/// engines ignore them.
public enum LegacyPlace: Sendable {
    /// Belongs into `HostConfig`, and counts only where `HostConfig` is absent or null.
    case hostConfig
    /// Belongs into `HostConfig`, and also counts beside a `HostConfig` in which the member is absent, null, zero or
    /// empty (`Memory`, `MemorySwap`, `CpuShares`, `CpusetCpus`, `VolumeDriver`).
    case hostConfigWhenZero
    /// `Cpuset`: is `HostConfig.CpusetCpus` where that is empty, and is lost where there is no `HostConfig` at all,
    /// neither in its place nor by members at the top level.
    case cpusetCpus
}
