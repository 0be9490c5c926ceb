import Testing

/// Everything here runs against one real dockerd with the plugin in front, driven by the real docker command line and by
/// raw HTTP. Nothing of this machine's own Docker is touched.
@Suite(
    "a real dockerd",
    .serialized,
    .enabled(if: Requirement.allowsRun, "\(Requirement.reason)"),
    .timeLimit(.minutes(10)),
    EngineScope()
)
struct RealDockerd {}
