import DockerAPI
import Testing

@Suite("Facts: services and the swarm")
struct FactServiceTests {
    static func service(_ container: String, _ task: String = "", _ spec: String = "") -> APICall {
        Calls.read(
            body: #"{"Name":"s","TaskTemplate":{"ContainerSpec":{\#(container)}\#(task)}\#(spec)}"#,
            uri: "/services/s1/update?version=1"
        )
    }

    static let containers: [(container: String, facts: [String: [String]])] = [
        (
            #""Image":"nginx","Env":["A=1"],"User":"u","Labels":{"a":"b"},"Groups":["g"]"#,
            [
                "image": ["docker.io/library/nginx:latest"], "env": ["A=1"], "container_user": ["u"], "label": ["a=b"],
                "group_add": ["g"],
            ]
        ),
        (
            #""CapabilityAdd":["cap_sys_admin"],"Sysctls":{"a":"1"},"OomScoreAdj":-1,"Ulimits":[{"Name":"a","Hard":1}]"#,
            ["capability": ["SYS_ADMIN"], "sysctl": ["a=1"], "oom": ["oom_score_adj=-1"], "ulimit": ["a=0:1"]]
        ),
        (
            #""Privileges":{"Seccomp":{"Mode":"unconfined"},"AppArmor":{"Mode":"disabled"},"SELinuxContext":{"Disable":true}}"#,
            [
                "unconfined": ["seccomp", "apparmor", "label"],
                "security_opt": ["seccomp=unconfined", "apparmor=unconfined", "label=disable"],
            ]
        ),
        (
            #""Privileges":{"Seccomp":{"Mode":"custom","Profile":"e30="},"SELinuxContext":{"Type":"spc_t","Level":"s0"},"NoNewPrivileges":true}"#,
            [
                "unconfined": ["seccomp-profile", "label"],
                "security_opt": ["seccomp=custom", "label=type:spc_t", "label=level:s0", "no-new-privileges=true"],
                "safeguard": ["no-new-privileges"],
            ]
        ),
        (
            #""Privileges":{"Seccomp":{"Mode":"default"},"AppArmor":{"Mode":"default"},"SELinuxContext":{"Disable":false}}"#,
            [:]
        ),
        (
            #""Secrets":[{"SecretName":"s","SecretID":"i"}],"Configs":[{"ConfigName":"c","ConfigID":"j"}]"#,
            ["secret": ["s", "i"], "config": ["c", "j"]]
        ),
    ]

    @Test("the container", arguments: containers)
    func container(_ container: (container: String, facts: [String: [String]])) {
        let call = Self.service(container.container)
        #expect(call.findings.isEmpty, "\(call.findings)")
        #expect(
            Dictionary(uniqueKeysWithValues: call.allFacts.map { ($0.fact.rawValue, $0.values) }) == container.facts
        )
    }

    @Test("the task")
    func task() {
        let call = Self.service(
            "",
            #","Networks":[{"Target":"n"},{"Target":"host"}],"LogDriver":{"Name":"gelf"},"Resources":{"Limits":{"MemoryBytes":5,"NanoCPUs":500000000,"Pids":7},"Reservations":{"MemoryBytes":9}}"#
        )
        #expect(call["uses.network"] == ["n", "host"])
        #expect(call["uses.host_namespace"] == ["network"])
        #expect(call["uses.log_driver"] == ["gelf"])
        #expect(call["uses.memory"] == ["5"] && call["uses.cpus"] == ["0.5"] && call["uses.pids"] == ["7"])
        let plugin = Self.service("", #","Runtime":"plugin","PluginSpec":{"name":"p","REMOTE":"evil/p"}"#)
        #expect(plugin["uses.plugin"] == ["evil/p", "p"])
        #expect(Self.service("", #","PluginSpec":{}"#)["uses.plugin"] == [""])
        #expect(
            Self.service("", #","NetworkAttachmentSpec":{"ContainerID":"x"}"#)["uses.shared_namespace"] == [
                "network:container:x"
            ]
        )
    }

    @Test("the service")
    func spec() {
        let call = Self.service(
            "",
            "",
            #","Networks":[{"Target":"old"}],"Labels":{"a":"b"},"EndpointSpec":{"Ports":[{"Protocol":"udp","PublishedPort":53},{"TargetPort":80}]}"#
        )
        #expect(call["uses.network"] == ["old"])
        #expect(call["uses.label"] == ["a=b"])
        #expect(call["uses.port"] == ["0.0.0.0:53/udp", "0.0.0.0:0/tcp"])
    }

    static let administration: [(method: String, uri: String, body: String?, fact: String, values: [String])] = [
        ("POST", "/swarm/leave", nil, "swarm", ["leave"]), ("POST", "/swarm/init", "{}", "swarm", ["init"]),
        ("POST", "/swarm/join", "{}", "swarm", ["join"]),
        ("POST", "/swarm/update?version=1", "{}", "swarm", ["update"]),
        ("GET", "/swarm", nil, "swarm", ["inspect"]), ("GET", "/swarm/unlockkey", nil, "swarm", ["unlock_key"]),
        ("POST", "/nodes/n1/update", "{}", "node", ["n1"]), ("DELETE", "/nodes/n1", nil, "node", ["n1"]),
        ("GET", "/nodes/n1", nil, "node", []), ("GET", "/nodes", nil, "node", []),
        ("POST", "/secrets/create", #"{"name":"x"}"#, "secret", ["x"]), ("DELETE", "/secrets/s", nil, "secret", ["s"]),
        ("POST", "/secrets/s/update", #"{"Name":"x"}"#, "secret", ["x", "s"]), ("GET", "/secrets", nil, "secret", []),
        ("POST", "/secrets/create", nil, "secret", [""]), ("POST", "/configs/create", nil, "config", [""]),
        ("POST", "/configs/create", #"{"Name":"x"}"#, "config", ["x"]), ("GET", "/configs/c", nil, "config", ["c"]),
        ("POST", "/plugins/pull?remote=a/b:1&name=c", "[]", "plugin", ["a/b:1", "c"]),
        ("POST", "/plugins/a/b:1/upgrade?remote=c", "[]", "plugin", ["a/b:1", "c"]),
        ("POST", "/plugins/a%2fb/disable", nil, "plugin", ["a/b"]),
        ("POST", "/plugins/a/enable?timeout=0", nil, "plugin", ["a"]),
        ("DELETE", "/plugins/a", nil, "plugin", ["a"]), ("POST", "/plugins/create?name=e", nil, "plugin", ["e"]),
        ("POST", "/plugins/a/set", #"["x=y"]"#, "plugin", ["a"]), ("GET", "/plugins", nil, "plugin", []),
        ("GET", "/plugins/a/json", nil, "plugin", []), ("POST", "/plugins/a/push", nil, "plugin", ["a"]),
    ]

    @Test("administration", arguments: administration)
    func checkAdministration(_ call: (method: String, uri: String, body: String?, fact: String, values: [String])) {
        #expect(Calls.read(call.method, call.uri, body: call.body)["uses.\(call.fact)"] == call.values)
    }

    static let tunnels: [(method: String, uri: String, values: [String])] = [
        ("POST", "/session", ["buildkit.session"]), ("POST", "/grpc", ["buildkit.grpc"]),
        ("POST", "/containers/a/attach", ["attach"]), ("GET", "/containers/a/attach/ws", ["attach"]),
        ("PUT", "/containers/a/archive?path=/", ["tar"]), ("POST", "/build", ["tar"]),
        ("POST", "/images/load", ["tar"]),
        ("POST", "/images/create?fromSrc=-", ["tar"]), ("POST", "/images/create?fromImage=a", []),
        ("POST", "/plugins/create", ["tar"]), ("GET", "/info", []), ("POST", "/containers/a/start", []),
    ]

    @Test("tunnels", arguments: tunnels)
    func checkTunnels(_ tunnel: (method: String, uri: String, values: [String])) {
        #expect(Calls.read(tunnel.method, tunnel.uri)["uses.opaque"] == tunnel.values)
    }
}
