import DockerAPI
import Testing

@Suite("Facts: images, builds and networks")
struct FactImageTests {
    static let hex = String(repeating: "0123456789abcdef", count: 4)
    static let references: [(image: String, full: [String])] = [
        ("busybox", ["docker.io/library/busybox:latest"]), ("busybox:1", ["docker.io/library/busybox:1"]),
        ("a/b", ["docker.io/a/b:latest"]), ("docker.io/busybox", ["docker.io/library/busybox:latest"]),
        ("index.docker.io/a/b:1", ["docker.io/a/b:1"]), ("index.docker.io/a", ["docker.io/library/a:latest"]),
        ("localhost/a", ["localhost/a:latest"]), ("localhost:5000/a/b:1", ["localhost:5000/a/b:1"]),
        ("r.example.com/a", ["r.example.com/a:latest"]), ("r.example.com/a/b/c:x", ["r.example.com/a/b/c:x"]),
        ("Reg/a", ["Reg/a:latest"]), ("busybox@sha256:\(hex)", ["docker.io/library/busybox@sha256:\(hex)"]),
        ("r.io/a:1@sha256:\(hex)", ["r.io/a:1@sha256:\(hex)"]), ("sha256:\(hex)", ["sha256:\(hex)"]),
        (hex, ["sha256:\(hex)"]),
        // May be the beginning of an ID.
        ("cafe", ["docker.io/library/cafe:latest", "sha256:cafe"]),
        ("sha256:ab12", ["docker.io/library/sha256:ab12", "sha256:ab12"]),
        ("cafe:1", ["docker.io/library/cafe:1"]), ("CAFE", ["docker.io/library/CAFE:latest"]), ("", []),
        ("[::1]:5000/a", ["[::1]:5000/a:latest"]), ("a:b:c", ["docker.io/library/a:b:c"]),
    ]

    @Test("full references", arguments: references)
    func checkReferences(_ reference: (image: String, full: [String])) {
        #expect(Calls.create(#"{"Image":"\#(reference.image)"}"#)["uses.image"] == reference.full)
    }

    static let calls: [(method: String, uri: String, images: [String], source: [String])] = [
        ("POST", "/images/create?fromImage=a&tag=1", ["docker.io/library/a:1"], ["registry"]),
        ("POST", "/images/create?fromImage=a", ["docker.io/library/a"], ["registry"]),
        ("POST", "/images/create?fromImage=a:", ["docker.io/library/a"], ["registry"]),
        ("POST", "/images/create?fromImage=a:1&tag=2", ["docker.io/library/a:2"], ["registry"]),
        ("POST", "/images/create?fromImage=a&tag=sha256:\(hex)", ["docker.io/library/a@sha256:\(hex)"], ["registry"]),
        ("POST", "/images/create?fromImage=r.io/a%3A1&fromImage=b", ["r.io/a:1"], ["registry"]),
        ("POST", "/images/create?fromImage=r.io/a:1@sha256:\(hex)&tag=2", ["r.io/a:2@sha256:\(hex)"], ["registry"]),
        ("POST", "/images/create?fromSrc=-&repo=a&tag=2", ["docker.io/library/a:2"], ["upload"]),
        ("POST", "/images/create?fromSrc=http://x/y&repo=a", ["docker.io/library/a:latest"], ["url"]),
        ("POST", "/images/create?fromSrc=x&fromSrc=-", [], ["url"]),
        ("POST", "/images/load", [], ["upload"]),
        ("POST", "/images/r.io/a/push?tag=1", ["r.io/a:1"], []), ("POST", "/images/r.io%2fa:2/push", ["r.io/a:2"], []),
        ("POST", "/images/a/push", ["docker.io/library/a"], []),
        ("POST", "/images/x/tag?repo=r.io/y&tag=3", ["docker.io/library/x:latest", "r.io/y:3"], []),
        ("POST", "/commit?container=c&repo=y&tag=1", ["docker.io/library/y:1"], ["commit"]),
        ("POST", "/commit?container=c", [], ["commit"]),
        ("GET", "/images/a/json", [], []), ("GET", "/images/json", [], []),
    ]

    @Test("calls on images", arguments: calls)
    func checkCalls(_ call: (method: String, uri: String, images: [String], source: [String])) {
        let read = Calls.read(call.method, call.uri)
        #expect(read["uses.image"] == call.images)
        #expect(read["uses.image_source"] == call.source)
    }

    @Test("commit takes a configuration")
    func commit() {
        let call = Calls.read(body: #"{"user":"root","Env":["A=1"],"Labels":{"a":"b"}}"#, uri: "/commit?container=c")
        #expect(call["uses.container_user"] == ["root"])
        #expect(call["uses.env"] == ["A=1"])
        #expect(call["uses.label"] == ["a=b"])
    }

    static let builds: [(query: String, facts: [String: [String]])] = [
        ("", [:]),
        ("networkmode=host", ["host_namespace": ["network"], "network": ["host"]]),
        ("networkmode=%68ost", ["host_namespace": ["network"], "network": ["host"]]),
        ("networkmode=host&networkmode=default", ["host_namespace": ["network"], "network": ["host"]]),
        ("networkmode=default&networkmode=host", ["network": ["bridge"]]),
        ("NETWORKMODE=host", [:]), ("&&networkmode=host", ["host_namespace": ["network"], "network": ["host"]]),
        ("networkmode=%2568ost", ["network": ["%68ost"]]),
        ("networkmode=container:x", ["shared_namespace": ["network:container:x"]]),
        ("t=a&t=r.io/b:1&t=", ["image": ["docker.io/library/a:latest", "r.io/b:1"]]),
        ("remote=http://x/y.git", ["image_source": ["build", "url"]]), ("remote=client-session", [:]), ("remote=", [:]),
        ("memory=5&cpuquota=50000&cgroupparent=/a/../b", ["memory": ["5"], "cpus": ["0.5"], "cgroup_parent": ["/b"]]),
        ("memory=-1&cpuquota=x", [:]),
        (#"buildargs={"A":"1","B":null}"#, ["env": ["A=1", "B="]]), (#"labels={"a":"b"}"#, ["label": ["a=b"]]),
        (#"ulimits=[{"name":"n","HARD":2,"Soft":1}]"#, ["ulimit": ["n=1:2"]]), ("ulimits=null&labels=", [:]),
        (#"cachefrom=["x","r.io/y:1"]"#, ["image": ["docker.io/library/x:latest", "r.io/y:1"]]),
        (
            #"outputs=[{"Type":"image","Attrs":{"name":"r.io/z:1,w","push":"true"}}]"#,
            ["image": ["r.io/z:1", "docker.io/library/w:latest"]]
        ),
        ("securityopt=seccomp%3Dunconfined", ["security_opt": ["seccomp=unconfined"], "unconfined": ["seccomp"]]),
    ]

    @Test("builds", arguments: builds)
    func checkBuilds(_ build: (query: String, facts: [String: [String]])) {
        var query = ""
        for scalar in build.query.unicodeScalars {
            query += "{}\" ".unicodeScalars.contains(scalar) ? "%\(String(scalar.value, radix: 16))" : String(scalar)
        }
        let call = Calls.read("POST", "/build?" + query)
        #expect(call.findings.isEmpty, "\(call.findings)")
        var expected = build.facts
        expected["opaque"] = ["tar"]
        if expected["image_source"] == nil { expected["image_source"] = ["build"] }
        #expect(Dictionary(uniqueKeysWithValues: call.allFacts.map { ($0.fact.rawValue, $0.values) }) == expected)
    }

    @Test(
        "JSON in a parameter is as strict as a body",
        arguments: [
            "labels=x", "labels=[]", "labels=%7B%22a%22:1%7D", "ulimits=%7B%7D",
            "buildargs=%7B%22a%22:%22%5Cud800%22%7D",
            "cachefrom=%22x%22", "outputs=1", "ulimits=[%7B%22Name%22:%22a%22,%22name%22:%22b%22%7D]",
            "labels=%7B%22a%22:%22b%22,%22a%22:%22c%22%7D", "labels=%7B%7Dx",
        ]
    )
    func badJSON(_ query: String) {
        #expect(Calls.read("POST", "/build?" + query).guards == [.malformedURI])
        #expect(Calls.read("POST", "/images/create?fromImage=a&" + query).findings.isEmpty)
    }

    @Test("networks")
    func networks() {
        let create = Calls.read(
            body: #"{"Name":"n","driver":"macvlan","IPAM":{"driver":"infoblox"},"Labels":{"a":"b"}}"#,
            uri: "/networks/create"
        )
        #expect(create["uses.network_driver"] == ["macvlan"])
        #expect(create["uses.ipam_driver"] == ["infoblox"])
        #expect(create["uses.label"] == ["a=b"])
        #expect(create["uses.network"].isEmpty)
        let connect = Calls.read(
            body: #"{"Container":"c","EndpointConfig":{"links":["a:b"]}}"#,
            uri: "/networks/n/connect"
        )
        #expect(connect["uses.network"] == ["n"])
        #expect(connect["uses.shared_namespace"] == ["links:a"])
        let host = Calls.read(body: #"{"Container":"c"}"#, uri: "/networks/host/connect")
        #expect(host["uses.host_namespace"] == ["network"])
        #expect(Calls.read(body: #"{"Container":"c"}"#, uri: "/networks/n/disconnect")["uses.network"].isEmpty)
    }
}
