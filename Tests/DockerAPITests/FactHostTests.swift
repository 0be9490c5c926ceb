import DockerAPI
import Testing

@Suite("Facts: what of the host is used")
struct FactHostTests {
    /// A body, and all its facts but those that every create has.
    static let creates: [(body: String, facts: [String: [String]])] = [
        (#"{}"#, [:]),
        (#"{"HostConfig":{"Privileged":true}}"#, ["privileged": ["true"]]),
        (#"{"HostConfig":{"Privileged":false}}"#, [:]),
        (#"{"Privileged":true}"#, ["privileged": ["true"]]),
        (#"{"HostConfig":{},"Privileged":true}"#, [:]),

        (
            #"{"HostConfig":{"PidMode":"host","IpcMode":"host","UTSMode":"host","UsernsMode":"host","CgroupnsMode":"host"}}"#,
            ["host_namespace": ["pid", "ipc", "uts", "user", "cgroup"]]
        ),
        (#"{"HostConfig":{"NetworkMode":"host"}}"#, ["host_namespace": ["network"], "network": ["host"]]),
        (#"{"HostConfig":{"PidMode":"Host","NetworkMode":"HOST"}}"#, ["network": ["HOST"]]),
        (
            #"{"HostConfig":{"PidMode":"container:x","IpcMode":"container:y","NetworkMode":"container:z"}}"#,
            ["shared_namespace": ["pid:container:x", "ipc:container:y", "network:container:z"], "network": []]
        ),
        (
            #"{"HostConfig":{"Cgroup":"container:c","IpcMode":"shareable"}}"#,
            ["shared_namespace": ["cgroup:container:c"]]
        ),
        (
            #"{"HostConfig":{"VolumesFrom":["a:ro","/b"],"Links":["/web:w","db"]}}"#,
            ["shared_namespace": ["volumes:a", "volumes:b", "links:web", "links:db"]]
        ),
        (
            #"{"HostConfig":{"NetworkMode":"default"},"NetworkingConfig":{"EndpointsConfig":{"default":{},"t":{"Links":["a:b"]}}}}"#,
            ["network": ["bridge", "t"], "shared_namespace": ["links:a"]]
        ),
        (#"{"HostConfig":{"NetworkMode":"tenant"}}"#, ["network": ["tenant"]]),
        (#"{"HostConfig":{"NetworkMode":"none"}}"#, ["network": ["none"]]),
        (
            #"{"NetworkingConfig":{"EndpointsConfig":{"host":null}}}"#,
            ["host_namespace": ["network"], "network": ["host", "bridge"]]
        ),

        (
            #"{"HostConfig":{"CapAdd":["SYS_ADMIN","cap_net_raw","all","Cap_Chown","CAP_all"]}}"#,
            ["capability": ["SYS_ADMIN", "NET_RAW", "ALL", "CHOWN"]]
        ),
        (
            #"{"HostConfig":{"CapAdd":"\u017fy\u017f_adm\u0131n","CapDrop":["ALL"]}}"#,
            ["capability": ["SYS_ADMIN"], "safeguard": ["drop=ALL"]]
        ),
        (#"{"HostConfig":{"Capabilities":["CAP_SYS_ADMIN"]}}"#, ["capability": ["SYS_ADMIN"]]),

        (
            #"{"HostConfig":{"Devices":[{"PathOnHost":"/dev/./sda"},{"pathonhost":"/dev/../dev/kvm","CgroupPermissions":"r"},{}]}}"#,
            ["device": ["/dev/sda", "/dev/kvm", ""]]
        ),
        (#"{"HostConfig":{"DeviceCgroupRules":["a *:* rwm"]}}"#, ["device": ["a *:* rwm"]]),
        (
            #"{"HostConfig":{"DeviceRequests":[{"Count":-1,"Capabilities":[["gpu","nvidia"]]},{"Driver":"cdi","DeviceIDs":["v/c=0","v/c=1"]},{}]}}"#,
            ["device": ["gpu+nvidia:count=-1", "cdi:v/c=0", "cdi:v/c=1", ":count=0"]]
        ),

        (
            #"{"HostConfig":{"CgroupParent":"/a/../b/","Runtime":"kata","GroupAdd":["0","docker"]}}"#,
            ["cgroup_parent": ["/b"], "runtime": ["kata"], "group_add": ["0", "docker"]]
        ),
        (#"{"HostConfig":{"CgroupParent":"a.slice"}}"#, ["cgroup_parent": ["a.slice"]]),
        (#"{"HostConfig":{"CgroupParent":"../../x"}}"#, ["cgroup_parent": ["../../x"]]),
        (#"{"HostConfig":{"Sysctls":{"net.a":"1","net.b":""}}}"#, ["sysctl": ["net.a=1", "net.b="]]),
        (
            #"{"HostConfig":{"Ulimits":[{"Name":"nofile","Soft":1,"Hard":2},{"Name":"core"}]}}"#,
            ["ulimit": ["nofile=1:2", "core=0:0"]]
        ),
        (#"{"HostConfig":{"LogConfig":{"Type":"syslog","Config":{"Name":"x"}}}}"#, ["log_driver": ["syslog"]]),
        (#"{"HostConfig":{"LogConfig":{"Type":"","Config":{}}}}"#, [:]),
        (
            #"{"HostConfig":{"OomKillDisable":true,"OomScoreAdj":-1000}}"#,
            ["oom": ["oom_kill_disable", "oom_score_adj=-1000"]]
        ),
        (#"{"HostConfig":{"OomKillDisable":false,"OomScoreAdj":0}}"#, [:]),

        (
            #"{"Env":["A=1","B",""],"Labels":{"k":"v","e":""},"User":"0:0"}"#,
            ["env": ["A=1", "B"], "label": ["k=v", "e="], "container_user": ["0:0"]]
        ),

        (
            #"{"HostConfig":{"Memory":67108864,"NanoCpus":1500000000,"PidsLimit":100}}"#,
            ["memory": ["67108864"], "cpus": ["1.5"], "pids": ["100"]]
        ),
        (#"{"HostConfig":{"Memory":0,"NanoCpus":0,"PidsLimit":-1,"CpuQuota":-1,"CpuPeriod":0}}"#, [:]),
        (#"{"HostConfig":{"Memory":-1,"PidsLimit":0}}"#, [:]),
        (#"{"HostConfig":{"CpuQuota":50000}}"#, ["cpus": ["0.5"]]),
        (#"{"HostConfig":{"CpuQuota":100000,"CpuPeriod":30000}}"#, ["cpus": ["3.333333333"]]),
        (#"{"HostConfig":{"CpuQuota":9223372036854775807,"CpuPeriod":9223372036854775807}}"#, ["cpus": ["1"]]),
        (#"{"HostConfig":{"NanoCpus":1}}"#, ["cpus": ["0.000000001"]]),
        // New engines don't look at the old place: no limit there.
        (#"{"Memory":1,"NanoCpus":1,"PidsLimit":1}"#, [:]),
        (#"{"Memory":1,"HostConfig":{}}"#, [:]),
    ]

    @Test("creating a container", arguments: creates)
    func create(_ create: (body: String, facts: [String: [String]])) {
        let call = Calls.create(create.body)
        #expect(call.findings.isEmpty, "\(call.findings)")
        var expected = create.facts
        if expected["network"] == nil { expected["network"] = ["bridge"] }
        expected = expected.filter { !$0.value.isEmpty }
        let found = Dictionary(uniqueKeysWithValues: call.allFacts.map { ($0.fact.rawValue, $0.values) })
        #expect(found == expected)
    }

    static let options: [(option: String, normalised: String, unconfined: [String])] = [
        ("seccomp=unconfined", "seccomp=unconfined", ["seccomp"]),
        ("seccomp:unconfined", "seccomp=unconfined", ["seccomp"]),
        ("seccomp=builtin", "seccomp=builtin", []), ("seccomp=", "seccomp=", []),
        (
            #"seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\"}"#, #"seccomp={"defaultAction":"SCMP_ACT_ALLOW"}"#,
            ["seccomp-profile"]
        ),
        ("seccomp=Unconfined", "seccomp=Unconfined", ["seccomp-profile"]),
        ("apparmor=unconfined", "apparmor=unconfined", ["apparmor"]),
        ("apparmor:mine", "apparmor=mine", ["apparmor-profile"]),
        ("apparmor=docker-default", "apparmor=docker-default", []), ("apparmor=", "apparmor=", []),
        ("label=disable", "label=disable", ["label"]), ("label:disable", "label=disable", ["label"]),
        ("disable", "label=disable", ["label"]), ("label=type:spc_t", "label=type:spc_t", ["label"]),
        ("label=level:s0:c1", "label=level:s0:c1", []), ("label:type:spc_t", "label=type:spc_t", ["label"]),
        ("no-new-privileges", "no-new-privileges=true", []), ("no-new-privileges=true", "no-new-privileges=true", []),
        ("no-new-privileges:false", "no-new-privileges=false", ["no-new-privileges"]),
        ("no-new-privileges=0", "no-new-privileges=0", ["no-new-privileges"]),
        ("systempaths=unconfined", "systempaths=unconfined", ["systempaths"]),
        ("writable-cgroups", "writable-cgroups=true", ["writable-cgroups"]),
        ("writable-cgroups=false", "writable-cgroups=false", []),
        ("nonsense", "nonsense", []), ("seccomp:unconfined=", "seccomp:unconfined=", []),
    ]

    static let safeguards: [(body: String, values: [String])] = [
        (
            #"{"HostConfig":{"readonlyrootfs":true,"CapDrop":"cap_net_raw","SecurityOpt":["no-new-privileges:true"]}}"#,
            ["readonly-rootfs", "drop=NET_RAW", "no-new-privileges"]
        ),
        (#"{"HostConfig":{"SecurityOpt":["no-new-privileges"]}}"#, ["no-new-privileges"]),
        (#"{"HostConfig":{"SecurityOpt":["no-new-privileges=false"]}}"#, []),
        (#"{"HostConfig":{"SecurityOpt":["no-new-privileges=1"]}}"#, []),
        (#"{"HostConfig":{"ReadonlyRootfs":false,"CapDrop":[]}}"#, []),
        (#"{"HostConfig":{"ReadonlyRootfs":null}}"#, []),
        // Engines from 27 on read none of this.
        (#"{"ReadonlyRootfs":true,"CapDrop":["ALL"],"SecurityOpt":["no-new-privileges"]}"#, []),
        (#"{"ReadonlyRootfs":true,"HostConfig":null}"#, []),
        (#"{"ReadonlyRootfs":true,"HostConfig":{}}"#, []),
    ]

    @Test("what a container does without", arguments: safeguards)
    func checkSafeguards(_ safeguard: (body: String, values: [String])) {
        let call = Calls.create(safeguard.body)
        #expect(call.findings.isEmpty)
        #expect(Set(call["uses.safeguard"]) == Set(safeguard.values))
    }

    @Test("options of networks, and of a container's place in them")
    func networkOptions() {
        let create = Calls.read(
            body: #"{"Name":"n","Driver":"bridge","oPTIONS":{"com.docker.network.bridge.name":"lan0","Com.x":""}}"#,
            uri: "/networks/create"
        )
        #expect(create["uses.network_option"] == ["com.docker.network.bridge.name=lan0", "Com.x="])
        let opts = #"{"DriverOpts":{"com.docker.network.endpoint.sysctls":"net.ipv4.conf.IFNAME.forwarding=1"}}"#
        let expected = ["com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.forwarding=1"]
        let run = Calls.create(#"{"NetworkingConfig":{"EndpointsConfig":{"n":\#(opts)}}}"#)
        #expect(run["uses.network_option"] == expected)
        let connect = Calls.read(body: #"{"Container":"c","EndpointConfig":\#(opts)}"#, uri: "/networks/n/connect")
        #expect(connect["uses.network_option"] == expected)
        let attachment = opts.dropFirst().dropLast()
        let service = Calls.read(
            body: #"{"TaskTemplate":{"Networks":[{"Target":"n",\#(attachment)}]},"Networks":[{\#(attachment)}]}"#,
            uri: "/services/create"
        )
        #expect(Set(service["uses.network_option"]) == Set(expected))
        #expect(Calls.read(body: #"{"Name":"n","Options":{}}"#, uri: "/networks/create")["uses.network_option"].isEmpty)
    }

    @Test("security options", arguments: options)
    func checkOptions(_ option: (option: String, normalised: String, unconfined: [String])) {
        let call = Calls.create(#"{"HostConfig":{"SecurityOpt":["\#(option.option)"]}}"#)
        #expect(call["uses.security_opt"] == [option.normalised])
        #expect(call["uses.unconfined"] == option.unconfined)
    }

    @Test("paths that are hidden by default")
    func systemPaths() {
        let masked = [
            "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/sched_debug",
            "/proc/scsi", "/proc/timer_list", "/proc/timer_stats", "/sys/firmware",
        ]
        func unconfined(_ name: String, _ paths: [String]) -> [String] {
            let list = paths.map { "\"\($0)\"" }.joined(separator: ",")
            return Calls.create("{\"HostConfig\":{\"\(name)\":[\(list)]}}")["uses.unconfined"]
        }
        #expect(unconfined("MaskedPaths", []) == ["systempaths"])
        #expect(unconfined("maskedpaths", ["/x"]) == ["systempaths"])
        #expect(unconfined("MaskedPaths", masked + ["/proc/interrupts"]).isEmpty)
        #expect(unconfined("MaskedPaths", Array(masked.dropLast())) == ["systempaths"])
        #expect(unconfined("ReadonlyPaths", []) == ["systempaths"])
        #expect(
            unconfined("ReadonlyPaths", ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"])
                .isEmpty
        )
        #expect(
            Calls.create(#"{"HostConfig":{"MaskedPaths":[],"ReadonlyPaths":[]}}"#)["uses.unconfined"] == ["systempaths"]
        )
        #expect(Calls.create(#"{"HostConfig":{"MaskedPaths":null}}"#)["uses.unconfined"].isEmpty)
    }

    static let ports: [(bindings: String, ports: [String])] = [
        (#"{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}"#, ["0.0.0.0:8080/tcp"]),
        (
            #"{"80":[{"HostPort":"080"}],"53/UDP":[{"HostIp":"127.0.0.1","HostPort":"53"}]}"#,
            ["0.0.0.0:80/tcp", "127.0.0.1:53/udp"]
        ),
        (#"{"80/tcp":[{}]}"#, ["0.0.0.0:0/tcp"]), (#"{"80/tcp":null,"81/tcp":[]}"#, []),
        (#"{"80/tcp":[{"HostPort":"08000-08010"},{"HostPort":"0"}]}"#, ["0.0.0.0:8000-8010/tcp", "0.0.0.0:0/tcp"]),
        (
            #"{"80/tcp":[{"HostIp":"0:0:0:0:0:0:0:1","HostPort":"1"},{"HostIp":"::","HostPort":"2"}]}"#,
            ["[::1]:1/tcp", "[::]:2/tcp"]
        ),
        (#"{"80/tcp":[{"HostIp":"::ffff:10.0.0.1","HostPort":"1"}]}"#, ["10.0.0.1:1/tcp"]),
    ]

    @Test("ports", arguments: ports)
    func checkPorts(_ port: (bindings: String, ports: [String])) {
        #expect(Calls.create(#"{"HostConfig":{"PortBindings":\#(port.bindings)}}"#)["uses.port"] == port.ports)
    }

    @Test("all ports")
    func allPorts() {
        #expect(Calls.create(#"{"HostConfig":{"PublishAllPorts":true}}"#)["uses.port"] == ["all"])
        #expect(Calls.create(#"{"HostConfig":{"PublishAllPorts":false}}"#)["uses.port"].isEmpty)
    }

    @Test("exec")
    func exec() {
        let call = Calls.read(
            body: #"{"privileged":true,"User":"root","Env":["A=1"],"Cmd":["id"]}"#,
            uri: "/containers/a/exec"
        )
        #expect(call["uses.privileged"] == ["true"])
        #expect(call["uses.container_user"] == ["root"])
        #expect(call["uses.env"] == ["A=1"])
        #expect(call["uses.network"].isEmpty)
        #expect(Calls.read(body: #"{"Detach":false}"#, uri: "/exec/a/start")["uses.opaque"] == ["attach"])
    }

    @Test("update")
    func update() {
        let call = Calls.read(
            body: #"{"Memory":5,"NanoCpus":2000000000,"PidsLimit":3,"Privileged":true,"OomKillDisable":true}"#,
            uri: "/containers/a/update"
        )
        #expect(call["uses.memory"] == ["5"] && call["uses.cpus"] == ["2"] && call["uses.pids"] == ["3"])
        #expect(call["uses.privileged"].isEmpty)
        #expect(call["uses.oom"] == ["oom_kill_disable"])
    }
}
