/// What has become of a record when the call that it is about is answered.
public enum Durability: String, Sendable, CaseIterable {
    /// The kernel has it: it outlives the plugin, not a power cut.
    case write
    /// The disk has it: fdatasync(2) of it has come back. Calls that come in the meantime share the next one.
    case fsync
    /// It waits in memory for a thread that writes: what waits is lost when the plugin is killed.
    case async
}
