/// How far what a driver makes reaches.
public enum DriverScope: String, Sendable, CaseIterable {
    /// One host: the same name means another thing on the next one.
    case local
    /// The whole cluster: it is made once, not on each host.
    case global
}
