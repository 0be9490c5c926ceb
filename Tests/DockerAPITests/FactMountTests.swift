import DockerAPI
import Testing

@Suite("Facts: what of the host is seen")
struct FactMountTests {
    static func host(_ member: String) -> APICall { Calls.create(#"{"Image":"a","HostConfig":{\#(member)}}"#) }

    static let binds: [(bind: String, mounts: [String], writable: [String])] = [
        ("/etc:/x", ["/etc"], ["/etc"]), ("/etc:/x:ro", ["/etc"], []), ("/etc:/x:rw", ["/etc"], ["/etc"]),
        ("/etc:/x:", ["/etc"], ["/etc"]), ("/etc:/x:z,ro", ["/etc"], []), ("/etc:/x:roo", ["/etc"], ["/etc"]),
        ("/etc:/x:RO", ["/etc"], ["/etc"]), ("/:/x", ["/"], ["/"]), ("//etc//:/x", ["/etc"], ["/etc"]),
        ("/home/a/../../etc:/x", ["/etc"], ["/etc"]), ("/home/a/..:/x", ["/home"], ["/home"]),
        ("/../..:/x", ["/"], ["/"]), ("/./etc/.:/x", ["/etc"], ["/etc"]), ("/a/.../b:/x", ["/a/.../b"], ["/a/.../b"]),
        ("/a..b/..c:/x", ["/a..b/..c"], ["/a..b/..c"]), ("/etc:", ["/etc"], ["/etc"]), ("/a:/b:ro:c", ["/a"], ["/a"]),
        ("/etc", [], []), ("data:/x", [], []), ("data:/etc:ro", [], []), (":/x", [], []), ("", [], []),
        ("..:/x", [], []), ("/a\\\\b:/x", ["/a\\b"], ["/a\\b"]), ("/a b:/x", ["/a b"], ["/a b"]),
        ("\\u002fetc\\u003a/x", ["/etc"], ["/etc"]),
    ]

    @Test("binds", arguments: binds)
    func checkBinds(_ bind: (bind: String, mounts: [String], writable: [String])) {
        let call = Self.host(#""Binds":["\#(bind.bind)"]"#)
        #expect(call["uses.host_mount"] == bind.mounts)
        #expect(call["uses.host_mount_rw"] == bind.writable)
    }

    @Test("all of the binds, and how they propagate")
    func several() {
        let call = Self.host(#""Binds":["data:/a","/etc:/b:ro,rshared","/srv:/c:slave","/etc:/d"]"#)
        #expect(call["uses.host_mount"] == ["/etc", "/srv"])
        #expect(call["uses.host_mount_rw"] == ["/srv", "/etc"])
        #expect(call["uses.mount_propagation"] == ["rshared", "slave"])
    }

    static let mounts: [(mount: String, facts: [String: [String]])] = [
        (#"{"Type":"bind","Source":"/a/../b"}"#, ["host_mount": ["/b"], "host_mount_rw": ["/b"]]),
        (#"{"type":"bind","source":"/b","readonly":true}"#, ["host_mount": ["/b"]]),
        (
            #"{"Type":"bind","Source":"/b","ReadOnly":false,"BindOptions":{"Propagation":"rshared"}}"#,
            ["host_mount": ["/b"], "host_mount_rw": ["/b"], "mount_propagation": ["rshared"]]
        ),
        (#"{"Source":"/b"}"#, ["host_mount": ["/b"], "host_mount_rw": ["/b"]]),
        (#"{"Type":"Volume","Source":"/b"}"#, ["host_mount": ["/b"], "host_mount_rw": ["/b"]]),
        (#"{"Type":"volume","Source":"bind","Target":"/etc"}"#, [:]),
        (#"{"Type":"tmpfs","Target":"/etc"}"#, [:]),
        (#"{"Type":"cluster","Source":"x"}"#, [:]),
        (#"{"Type":"image","Source":"busybox"}"#, ["image": ["docker.io/library/busybox:latest"]]),
        (
            #"{"Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"rexray","Options":{"o":"bind","device":"/"}}}}"#,
            ["volume_driver": ["rexray"]]
        ),
        (#"{"Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"local"}}}"#, ["volume_driver": ["local"]]),
        (
            #"{"Type":"volume","VolumeOptions":{"DriverConfig":{"Options":{"type":"none","o":"bind","device":"/etc"}}}}"#,
            [
                "volume_option": ["type=none", "o=bind", "device=/etc"], "host_mount": ["/etc"],
                "host_mount_rw": ["/etc"],
            ]
        ),
    ]

    @Test("mounts", arguments: mounts)
    func checkMounts(_ mount: (mount: String, facts: [String: [String]])) {
        let call = Self.host(#""Mounts":[\#(mount.mount)]"#)
        let names = ["host_mount", "host_mount_rw", "mount_propagation", "volume_option", "volume_driver"]
        for name in names { #expect(call["uses.\(name)"] == mount.facts[name] ?? [], "\(name)") }
        #expect(call["uses.image"].contains(mount.facts["image"]?.first ?? "docker.io/library/a:latest"))

        let spec = Calls.read(
            body: #"{"TaskTemplate":{"ContainerSpec":{"Mounts":[\#(mount.mount)]}}}"#,
            uri: "/services/create"
        )
        for name in names { #expect(spec["uses.\(name)"] == mount.facts[name] ?? [], "service \(name)") }
    }

    static let volumes: [(options: String, mounts: [String], writable: [String])] = [
        (#""type":"none","o":"bind","device":"/etc""#, ["/etc"], ["/etc"]),
        (#""type":"none","o":"rbind,ro","device":"/etc/../srv""#, ["/srv"], []),
        (#""type":"none","o":"bind,ro,rw","device":"/etc""#, ["/etc"], ["/etc"]),
        (#""type":"","o":"bind","device":"etc""#, ["/etc"], ["/etc"]),
        (#""type":"tmpfs","o":"size=1m,bind","device":"../etc""#, ["/etc"], ["/etc"]),
        (#""type":"nfs","o":"rbind,addr=1.2.3.4","device":"/etc""#, ["/etc"], ["/etc"]),
        (#""type":"none","o":"BIND","device":"/etc""#, ["/etc"], ["/etc"]),
        (#""type":"none","device":"/etc""#, ["/etc"], ["/etc"]),
        (#""type":"ext4","device":"/dev/vda""#, ["/dev/vda"], ["/dev/vda"]),
        (#""type":"btrfs","device":"/dev/vda","o":"ro,device=/dev/vdb""#, ["/dev/vda", "/dev/vdb"], []),
        (#""type":"sysfs","device":"/home/alice/x""#, ["/sys"], ["/sys"]),
        (#""type":"proc","device":"proc","o":"ro""#, ["/proc"], []),
        (#""type":"cgroup","device":"cgroup","o":"memory""#, ["/sys/fs/cgroup"], ["/sys/fs/cgroup"]),
        (#""type":"devtmpfs","device":"x""#, ["/dev"], ["/dev"]),
        (#""type":"whatever","device":"/home/alice/x""#, ["/home/alice/x", "/"], ["/home/alice/x", "/"]),
        (
            #""type":"overlay","device":"overlay","o":"lowerdir=/:/a,upperdir=/tmp/u,workdir=w""#,
            ["/", "/a", "/tmp/u", "/w"], ["/", "/a", "/tmp/u", "/w"]
        ),
        (#""type":"overlay","device":"/home/alice","o":"lowerdir+=/etc""#, ["/etc"], ["/etc"]),
        (
            #""type":"overlay","device":"o","o":"lowerdir=/home/alice/a\\,b/../../../etc""#,
            ["/", "/home/alice/a\\"], ["/", "/home/alice/a\\"]
        ),
        (
            #""type":"overlay","device":"o","o":"lowerdir=/home/alice/.\\./..""#, ["/", "/home/alice"],
            ["/", "/home/alice"]
        ),
        (#""type":"tmpfs","device":"tmpfs","o":"size=1m""#, [], []),
        (#""type":"nfs","device":":/export","o":"addr=10.0.0.1,rw""#, [], []),
        (#""type":"cifs","device":"//srv/share","o":"username=a\\b""#, [], []),
        (#""size":"1g""#, [], []),
        (#""Device":"/etc","TYPE":"none","O":"bind""#, [], []),
    ]

    @Test("volumes of the local driver, wherever they are asked for", arguments: volumes)
    func checkVolumes(_ volume: (options: String, mounts: [String], writable: [String])) {
        let calls = [
            Calls.read(body: #"{"Name":"v","DriverOpts":{\#(volume.options)}}"#, uri: "/volumes/create"),
            Calls.read(body: #"{"driver":"local","driveropts":{\#(volume.options)}}"#, uri: "/volumes/create"),
            Self.host(
                #""Mounts":[{"Type":"volume","VolumeOptions":{"DriverConfig":{"Options":{\#(volume.options)}}}}]"#
            ),
        ]
        for call in calls {
            #expect(call.findings.isEmpty, "\(call.findings)")
            #expect(call["uses.host_mount"] == volume.mounts)
            #expect(call["uses.host_mount_rw"] == volume.writable)
            #expect(!call["uses.volume_option"].isEmpty)
        }
    }

    @Test("volume drivers")
    func drivers() {
        let other = Calls.read(
            body: #"{"Driver":"flocker","DriverOpts":{"type":"none","o":"bind","device":"/"}}"#,
            uri: "/volumes/create"
        )
        #expect(other["uses.volume_driver"] == ["flocker"])
        #expect(other["uses.host_mount"].isEmpty)
        #expect(other["uses.volume_option"].isEmpty)
        #expect(Self.host(#""VolumeDriver":"weave""#)["uses.volume_driver"] == ["weave"])
        #expect(Self.host(#""VolumeDriver":"""#)["uses.volume_driver"].isEmpty)
        #expect(Calls.create(#"{"VolumeDriver":"x","HostConfig":{}}"#)["uses.volume_driver"] == ["x"])
    }

    @Test("a resolver adds where a path leads to")
    func resolver() {
        let options = ReaderOptions(resolvePath: { path in
            switch String(decoding: path, as: UTF8.self) {
            case "/home/a/link": Array("/etc".utf8)
            case "/x": nil
            default: path
            }
        })
        let body = #"{"HostConfig":{"Binds":["/home/a/./link:/h:ro","/z:/z","/x:/y"]}}"#
        for needs in [CallNeeds.nothing, CallNeeds(facts: .all)] {
            let call = Calls.read(headers: [], body: body, needs: needs, options: options)
            #expect(call["uses.host_mount"] == ["/home/a/link", "/etc", "/z", "/x", "/"])
            #expect(call["uses.host_mount_rw"] == ["/z", "/x", "/"])
        }
    }

    @Test("no call has more than a few hundred paths resolved; what is over counts as the whole host")
    func resolverIsNotWornOut() {
        let options = ReaderOptions(resolvePath: { $0 })
        for (count, isWhole) in [(256, false), (257, true)] {
            let binds = (0..<count).map { "\"/p/\($0):/x\"" }.joined(separator: ",")
            let call = Calls.read(body: "{\"HostConfig\":{\"Binds\":[\(binds)]}}", options: options)
            #expect(call["uses.host_mount"].contains("/") == isWhole)
        }
    }

    @Test("directories of checkpoints")
    func checkpoints() {
        let start = Calls.read("POST", "/containers/a/start?checkpoint=c&checkpoint-dir=/etc/../srv")
        #expect(start["uses.host_mount"] == ["/srv"])
        #expect(Calls.read("POST", "/containers/a/start?checkpoint=c")["uses.host_mount"].isEmpty)
        for name in ["..", "../../x", "a/b", "/x"] {
            #expect(Calls.read("POST", "/containers/a/start?checkpoint=\(name)")["uses.host_mount"] == ["/"])
        }
        let create = Calls.read(body: #"{"CheckpointID":"c","checkpointdir":"/etc"}"#, uri: "/containers/a/checkpoints")
        #expect(create["uses.host_mount_rw"] == ["/etc"])
        #expect(Calls.read("GET", "/containers/a/checkpoints?dir=/etc")["uses.host_mount"] == ["/etc"])
        #expect(Calls.read("DELETE", "/containers/a/checkpoints/c?dir=/etc")["uses.host_mount_rw"] == ["/etc"])
    }
}
