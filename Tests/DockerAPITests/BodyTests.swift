import DockerAPI
import Testing

@Suite("Canonical bodies")
struct BodyTests {
    static let good: [(body: String, canonical: String)] = [
        (#"{}"#, #"{}"#),
        (#"null"#, #"{}"#),
        (" {\n\t\"Image\" : \"a\"\r}\n", #"{"Image":"a"}"#),
        // Spelling.
        (#"{"image":"a","CMD":["b"]}"#, #"{"Cmd":["b"],"Image":"a"}"#),
        (#"{"HOSTCONFIG":{"privileged":true}}"#, #"{"HostConfig":{"Privileged":true}}"#),
        (#"{"ho\u017ftconfig":{"Networ\u212AMode":"host"}}"#, #"{"HostConfig":{"NetworkMode":"host"}}"#),
        (#"{"HoſtConfig":{"Ulimitſ":[]}}"#, #"{"HostConfig":{"Ulimits":[]}}"#),
        (#"{"\u0049mage":"\u0061\/\n\ud83d\ude00"}"#, #"{"Image":"a/\n😀"}"#),
        // Names that Go doesn't fold to a field are the client's own.
        (
            #"{"Ímage":1,"Image ":2,"Image\u0000":3,"Ｉmage":4,"Imagе":5,"x":6}"#,
            #"{"Image\u0000":3,"Image ":2,"Imagе":5,"x":6,"Ímage":1,"Ｉmage":4}"#
        ),
        (#"{"Config":{"Privileged":true}}"#, #"{"Config":{"Privileged":true}}"#),
        // Maps keep their names.
        (
            #"{"Labels":{"a":"1","A":"2","ſ":"3","s":"4","HostConfig":"5"}}"#,
            #"{"Labels":{"A":"2","HostConfig":"5","a":"1","s":"4","ſ":"3"}}"#
        ),
        (
            #"{"HostConfig":{"Mounts":[{"type":"volume","volumeoptions":{"driverconfig":{"options":{"O":"x","o":"bind"}}}}]}}"#,
            #"{"HostConfig":{"Mounts":[{"Type":"volume","VolumeOptions":{"DriverConfig":{"Options":{"O":"x","o":"bind"}}}}]}}"#
        ),
        (
            #"{"NetworkingConfig":{"endpointsconfig":{"Host":{"aliases":["a"]},"host":{}}}}"#,
            #"{"NetworkingConfig":{"EndpointsConfig":{"Host":{"Aliases":["a"]},"host":{}}}}"#
        ),
        // Null.
        (#"{"Image":"a","Env":null,"HostConfig":null,"unknown":null}"#, #"{"Image":"a"}"#),
        (#"{"HostConfig":{"MaskedPaths":null,"ReadonlyPaths":[]}}"#, #"{"HostConfig":{"ReadonlyPaths":[]}}"#),
        (
            #"{"Env":[null,"a"],"Labels":{"a":null},"ExposedPorts":{"80/tcp":null}}"#,
            #"{"Env":["","a"],"ExposedPorts":{"80/tcp":{}},"Labels":{"a":""}}"#
        ),
        (
            #"{"HostConfig":{"Mounts":[null],"PortBindings":{"80/tcp":null},"ConsoleSize":[null,1]}}"#,
            #"{"HostConfig":{"ConsoleSize":[0,1],"Mounts":[{}],"PortBindings":{"80/tcp":null}}}"#
        ),
        // A string for a list.
        (
            #"{"Cmd":"a","Entrypoint":"b","Shell":"c","HostConfig":{"CapAdd":"ALL","CapDrop":"x"}}"#,
            #"{"Cmd":["a"],"Entrypoint":["b"],"HostConfig":{"CapAdd":["ALL"],"CapDrop":["x"]},"Shell":["c"]}"#
        ),
        (#"{"Cmd":""}"#, #"{"Cmd":[""]}"#),
        // Numbers keep their digits.
        (
            #"{"StopTimeout":-0,"HostConfig":{"Memory":9223372036854775807,"OomScoreAdj":-500}}"#,
            #"{"HostConfig":{"Memory":9223372036854775807,"OomScoreAdj":-500},"StopTimeout":-0}"#
        ),
        (#"{"x":1e999,"y":12345678901234567890123,"z":-0.10}"#, #"{"x":1e999,"y":12345678901234567890123,"z":-0.10}"#),
        // Escapes are written in one way.
        (
            #"{"Image":"\u0001\u001f\"\\\b\f\t\r\u007f\u2028"}"#,
            #"{"Image":"\u0001\u001f\"\\\u0008\u000c\t\r\u007f\u2028"}"#
        ),
        // What the engine skips stays to be seen.
        (#"{"x":{"b":[1,{"d":2,"c":null}],"a":{}}}"#, #"{"x":{"a":{},"b":[1,{"c":null,"d":2}]}}"#),
    ]

    @Test("are what the engine reads", arguments: good)
    func canonical(_ good: (body: String, canonical: String)) {
        let call = Calls.create(good.body)
        #expect(call.findings.isEmpty, "\(call.findings)")
        #expect(call.canonicalText == good.canonical)
        #expect(call.canonicalBody == good.canonical)
    }

    @Test("are canonical", arguments: good)
    func identity(_ good: (body: String, canonical: String)) {
        let again = Calls.create(good.canonical)
        #expect(again.findings.isEmpty)
        #expect(again.canonicalText == good.canonical)
    }

    @Test("are made on demand or ahead, the same", arguments: good)
    func needs(_ good: (body: String, canonical: String)) {
        let headers = [("Content-Type", "application/json")]
        let call = Calls.read(headers: headers, body: good.body, needs: CallNeeds(canonicalBody: true))
        #expect(call["body"] == [good.canonical])
    }

    static let legacy: [(body: String, canonical: String)] = [
        (#"{"Image":"a","Binds":["/:/h"]}"#, #"{"HostConfig":{"Binds":["/:/h"]},"Image":"a"}"#),
        (#"{"privileged":true,"image":"a","HostConfig":null}"#, #"{"HostConfig":{"Privileged":true},"Image":"a"}"#),
        (
            #"{"HostConfig":null,"CapAdd":"ALL","mounts":[{"type":"bind"}]}"#,
            #"{"HostConfig":{"CapAdd":["ALL"],"Mounts":[{"Type":"bind"}]}}"#
        ),
        (
            #"{"LogConfig":{"Type":"syslog","Config":{"a":"b"}},"PidMode":"host"}"#,
            #"{"HostConfig":{"LogConfig":{"Config":{"a":"b"},"Type":"syslog"},"PidMode":"host"}}"#
        ),
        // Beside a HostConfig they have no effect …
        (#"{"Privileged":true,"HostConfig":{}}"#, #"{"HostConfig":{},"Privileged":true}"#),
        (
            #"{"HostConfig":{"Binds":["a:/b"]},"Binds":["/:/h"]}"#,
            #"{"Binds":["/:/h"],"HostConfig":{"Binds":["a:/b"]}}"#
        ),
        // … but for these five, where HostConfig leaves them at zero.
        (#"{"VolumeDriver":"x","HostConfig":{}}"#, #"{"HostConfig":{"VolumeDriver":"x"}}"#),
        (
            #"{"HostConfig":{"VolumeDriver":"","Memory":0,"CpuShares":-0},"VolumeDriver":"x","Memory":5,"CpuShares":6,"MemorySwap":7}"#,
            #"{"HostConfig":{"CpuShares":6,"Memory":5,"MemorySwap":7,"VolumeDriver":"x"}}"#
        ),
        (
            #"{"VolumeDriver":"x","HostConfig":{"VolumeDriver":"y"}}"#,
            #"{"HostConfig":{"VolumeDriver":"y"},"VolumeDriver":"x"}"#
        ),
        (#"{"VolumeDriver":null,"HostConfig":{"VolumeDriver":""}}"#, #"{"HostConfig":{"VolumeDriver":""}}"#),
        (#"{"Cpuset":"0","HostConfig":{}}"#, #"{"HostConfig":{"CpusetCpus":"0"}}"#),
        (#"{"Cpuset":"0","HostConfig":{"CpusetCpus":"1"}}"#, #"{"Cpuset":"0","HostConfig":{"CpusetCpus":"1"}}"#),
        (#"{"Cpuset":"0","Memory":1}"#, #"{"HostConfig":{"CpusetCpus":"0","Memory":1}}"#),
        // A null there is a zero, too; engine 20.10 takes the outer one.
        (#"{"HostConfig":{"Memory":null},"Memory":5}"#, #"{"HostConfig":{"Memory":5}}"#),
        (#"{"VolumeDriver":"x","HostConfig":{"VolumeDriver":null}}"#, #"{"HostConfig":{"VolumeDriver":"x"}}"#),
        (#"{"HostConfig":{"CpusetCpus":null},"Cpuset":"0"}"#, #"{"HostConfig":{"CpusetCpus":"0"}}"#),
        // `Cpuset` needs a HostConfig to go into, be it one that a null made, and gives way to `CpusetCpus`.
        (#"{"Cpuset":"0"}"#, #"{"Cpuset":"0"}"#),
        (#"{"Cpuset":"0","HostConfig":null}"#, #"{"Cpuset":"0"}"#),
        (#"{"Cpuset":"0","Privileged":null}"#, #"{"HostConfig":{"CpusetCpus":"0"}}"#),
        (#"{"Cpuset":"0","CpusetCpus":"1"}"#, #"{"Cpuset":"0","HostConfig":{"CpusetCpus":"1"}}"#),
        (#"{"CpusetCpus":"","Cpuset":"0"}"#, #"{"CpusetCpus":"","HostConfig":{"CpusetCpus":"0"}}"#),
        (
            #"{"Cpuset":"0","CpusetCpus":"1","HostConfig":{"CpusetCpus":""}}"#,
            #"{"Cpuset":"0","HostConfig":{"CpusetCpus":"1"}}"#
        ),
    ]

    @Test("have members of old places where the engine reads them", arguments: legacy)
    func moved(_ legacy: (body: String, canonical: String)) {
        let call = Calls.create(legacy.body)
        #expect(call.findings.isEmpty, "\(call.findings)")
        #expect(call.canonicalText == legacy.canonical)
    }

    @Test("of calls without a schema are read as they are")
    func unknown() {
        let call = Calls.read("POST", "/libpod/containers/create", body: #"{"b":1,"a":null,"Cmd":"x"}"#)
        #expect(call.guards == [.unknownEndpoint])
        #expect(call.canonicalText == #"{"Cmd":"x","a":null,"b":1}"#)
    }

    @Test("that are not there have no text")
    func none() {
        let call = Calls.read("GET", "/info")
        #expect(!call.bodyIsPresent)
        #expect(call["body"].isEmpty)
        #expect(call.canonicalBody == nil)
    }

    @Test("of services, volumes and others follow their own schemas")
    func others() {
        let service = Calls.read(
            body: #"{"name":"s","tasktemplate":{"containerspec":{"image":"a","privileges":{"seccomp":{"mode":"x"}}}}}"#,
            uri: "/services/create"
        )
        #expect(
            service.canonicalText
                == #"{"Name":"s","TaskTemplate":{"ContainerSpec":{"Image":"a","Privileges":{"Seccomp":{"Mode":"x"}}}}}"#
        )
        let volume = Calls.read(body: #"{"NAME":"v","driveropts":{"O":"1","o":"2"}}"#, uri: "/volumes/create")
        #expect(volume.canonicalText == #"{"DriverOpts":{"O":"1","o":"2"},"Name":"v"}"#)
        let plugin = Calls.read(body: #"[{"name":"network","value":["host"]}]"#, uri: "/plugins/pull?remote=x")
        #expect(plugin.canonicalText == #"[{"Name":"network","Value":["host"]}]"#)
        let secret = Calls.read(body: #"{"data":"aGk="}"#, uri: "/secrets/create")
        #expect(secret.canonicalText == #"{"Data":"aGk="}"#)
        let bytes = Calls.read(body: #"{"Data":[104,105]}"#, uri: "/secrets/create")
        #expect(bytes.findings.isEmpty)
    }
}

extension Calls {
    static func read(body: String, uri: String) -> APICall {
        read("POST", uri, headers: [("Content-Type", "application/json")], body: body)
    }
}
