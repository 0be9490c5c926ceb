import DockerAPI

/// Everything that `dockreeve serve` is told, by flags and by its configuration file; flags win.
struct ServeConfiguration: Equatable {
    /// Directory of the rule files.
    var policies = "/etc/dockreeve/policies"
    /// Where dockerd looks for the plugin; the file's name without `.sock` is the plugin's name.
    var socket = "/run/docker/plugins/dockreeve.sock"
    var audit = AuditSettings()
    /// Directory for what a restart needs: the last good policy.
    var state = "/var/lib/dockreeve"
    /// Socket for `dockreeve status`; for root alone.
    var admin = "/run/dockreeve/admin.sock"
    /// Guards that only record what they would have denied.
    var monitoredGuards: Set<Guard> = []
    /// The whole plugin in monitor mode: every call is allowed, and recorded with what would have been.
    var monitorsEverything = false
    var limits = Limits()
    /// Whether the places that symbolic links lead to count as mounted, too.
    var resolvesSymlinks = false

    /// Bounds on what one peer can make the plugin hold.
    struct Limits: Equatable {
        /// The largest plugin call, in bytes. dockerd shows at most 4 MiB of body, in base64.
        var body = 8 << 20
        /// Open connections; dockerd keeps few.
        var connections = 1024
        /// Seconds that a call may take to arrive whole.
        var requestDeadline = 30
        /// Nesting of JSON objects and arrays in a body.
        var depth = 128
    }
}
