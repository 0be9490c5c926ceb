/// A call that gives its caller root on the host, or a way there; to be held against a policy.
struct RootProbe {
    /// What it is, in words that can stand in a list: `a privileged container`.
    let title: String
    let method: String
    let uri: String
    /// Members of the HostConfig of a `container.create`; for other calls the whole body is ``body``.
    let host: KeyValuePairs<String, String>?
    let body: String?

    private init(_ title: String, host: KeyValuePairs<String, String>) {
        self.title = title
        method = "POST"
        uri = "/containers/create"
        self.host = host
        body = nil
    }

    private init(_ title: String, _ uri: String, _ body: String? = nil) {
        self.title = title
        method = "POST"
        self.uri = uri
        host = nil
        self.body = body
    }

    /// Each in one way of many: facts tell all of them apart by what they give.
    static let all: [RootProbe] = [
        RootProbe("privileged containers", host: ["Privileged": "true"]),
        RootProbe("the host's `/` in a container", host: ["Binds": #"["/:/host"]"#]),
        RootProbe(
            "the host's `/etc` in a container",
            host: ["Mounts": #"[{"Type":"bind","Source":"/etc","Target":"/x"}]"#]
        ),
        RootProbe("docker.sock in a container", host: ["Binds": #"["/var/run/docker.sock:/s"]"#]),
        RootProbe("docker.sock in a container", host: ["Binds": #"["/run/docker.sock:/s"]"#]),
        RootProbe("the capability `SYS_ADMIN`", host: ["CapAdd": #"["SYS_ADMIN"]"#]),
        RootProbe("all capabilities", host: ["CapAdd": #"["ALL"]"#]),
        RootProbe("the capability `SYS_MODULE`", host: ["CapAdd": #"["SYS_MODULE"]"#]),
        RootProbe("the capability `SYS_PTRACE`", host: ["CapAdd": #"["SYS_PTRACE"]"#]),
        RootProbe("the capability `DAC_READ_SEARCH`", host: ["CapAdd": #"["DAC_READ_SEARCH"]"#]),
        RootProbe("the host's processes", host: ["PidMode": #""host""#]),
        RootProbe(
            "devices of the host",
            host: [
                "Devices": #"[{"PathOnHost":"/dev/sda","PathInContainer":"/dev/sda","CgroupPermissions":"rwm"}]"#
            ]
        ),
        RootProbe("devices of the host", host: ["DeviceCgroupRules": #"["b *:* rwm"]"#]),
        RootProbe("containers without seccomp", host: ["SecurityOpt": #"["seccomp=unconfined"]"#]),
        RootProbe("containers without AppArmor", host: ["SecurityOpt": #"["apparmor=unconfined"]"#]),
        RootProbe("privileged exec", "/containers/web/exec", #"{"Cmd":["sh"],"Privileged":true}"#),
        RootProbe(
            "volumes of host directories",
            "/volumes/create",
            #"{"Name":"v","Driver":"local","DriverOpts":{"type":"none","o":"bind","device":"/"}}"#
        ),
        RootProbe(
            "volume plugins named by a path",
            "/volumes/create",
            #"{"Name":"v","Driver":"../../../tmp/x"}"#
        ),
        RootProbe("plugins from anywhere", "/plugins/pull?remote=example.com/x/y:latest&name=y", "[]"),
        RootProbe("plugins being switched off", "/plugins/dockreeve/disable"),
        RootProbe(
            "services with host directories",
            "/services/create",
            #"{"Name":"s","TaskTemplate":{"ContainerSpec":{"Image":"busybox","Mounts":[{"Type":"bind","Source":"/","Target":"/x"}]}}}"#
        ),
        RootProbe(
            "joining somebody's swarm",
            "/swarm/join",
            #"{"ListenAddr":"0.0.0.0:2377","RemoteAddrs":["192.0.2.1:2377"],"JoinToken":"x"}"#
        ),
    ]
}
