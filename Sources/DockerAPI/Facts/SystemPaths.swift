/// The paths below `/proc` and `/sys` that the engine hides from a container, or lets it only read, where nothing else is
/// asked for. Those of engine 20.10; later engines add some.
enum SystemPaths {
    static let masked: [StaticString] = [
        "/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
        "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
    ]
    static let readonly: [StaticString] = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
}
