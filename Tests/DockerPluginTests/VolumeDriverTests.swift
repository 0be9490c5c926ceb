import Testing

@testable import DockerPlugin

/// The wire forms of docker/cli, docs/extend/plugins_volume.md.
@Suite struct VolumeDriverTests {
    private let driver = TestVolumes()
    private var interface: PluginInterface { .volume(driver) }

    @Test func `a volume's life, as the daemon writes it`() async throws {
        #expect(interface.name == "VolumeDriver")
        let create = await interface.post("VolumeDriver.Create", #"{"Name":"data","Opts":{"size":"1G"}}"# + "\n")
        #expect(create?.text == #"{"Err":""}"#)
        #expect(await driver.options["data"] == ["size": "1G"])
        #expect(await interface.post("VolumeDriver.Path", #"{"Name":"data"}"#)?.text == #"{"Mountpoint":"","Err":""}"#)
        let mount = await interface.post("VolumeDriver.Mount", #"{"Name":"data","ID":"b87d"}"#)
        #expect(mount?.text == #"{"Mountpoint":"/volumes/data","Err":""}"#)
        let get = await interface.post("VolumeDriver.Get", #"{"Name":"data"}"#)
        #expect(
            get?.text == #"{"Volume":{"Name":"data","Mountpoint":"/volumes/data","CreatedAt":"2026-11-24T01:00:00Z","#
                + #""Status":{"Mounts":1}},"Err":""}"#
        )
        let list = await interface.post("VolumeDriver.List", "{}")
        #expect(list?.text == #"{"Volumes":[{"Name":"data","Mountpoint":""}],"Err":""}"#)
        #expect(
            await interface.post("VolumeDriver.Capabilities", "")?.text == #"{"Capabilities":{"Scope":"global"}}"#
        )
        #expect(await interface.post("VolumeDriver.Unmount", #"{"Name":"data","ID":"b87d"}"#)?.text == #"{"Err":""}"#)
        #expect(await interface.post("VolumeDriver.Remove", #"{"Name":"data"}"#)?.text == #"{"Err":""}"#)
        #expect(await interface.post("VolumeDriver.List", "")?.text == #"{"Volumes":[],"Err":""}"#)
    }

    @Test func `no options are null to Go, and members that nobody knows are left alone`() async {
        let answer = await interface.post("VolumeDriver.Create", #"{"Name":"a","Opts":null,"Labels":{"x":[1,{}]}}"#)
        #expect(answer?.status == 200)
        #expect(await driver.options["a"] == [:])
    }

    @Test func `a driver that throws is 500, never 404, and one that refuses is 400`() async {
        for method in ["Remove", "Mount", "Unmount", "Path", "Get"] {
            let answer = await interface.post("VolumeDriver.\(method)", #"{"Name":"nobody","ID":"1"}"#)
            #expect(answer == .failure(status: 500, message: "no volume `nobody`"), "\(method)")
        }
        let odd = await interface.post("VolumeDriver.Create", #"{"Name":"a","Opts":{"size":"odd"}}"#)
        #expect(odd == .failure(status: 400, message: "`size` is not a number"))
    }

    @Test(arguments: [
        "", "..", ".", "a/b", "/", "../../etc", "a..b", "a\\u0000b", "a\\nb", "a\\u007fb",
        String(repeating: "a", count: 256),
        String(repeating: "é", count: 128),
    ])
    func `names that can't be a folder's never reach the driver`(name: String) async {
        for method in ["Create", "Remove", "Mount", "Unmount", "Path", "Get"] {
            let answer = await interface.post("VolumeDriver.\(method)", "{\"Name\":\"\(name)\",\"ID\":\"1\"}")
            #expect(answer?.status == 400, "\(method)")
            #expect(answer?.message.hasPrefix("`Name` ") == true, "\(answer?.message ?? "")")
        }
        #expect(await driver.volumes().isEmpty)
    }

    @Test(arguments: [
        "[]", "null", "1", "{", "{}x", #"{"Name":1}"#, #"{"Name":null}"#, #"{"Name":["a"]}"#, #"{"name":"a"}"#,
        #"{"Name":"a","Name":"b"}"#, #"{"Name":"a","\u004eame":"b"}"#, #"{"Name":"a","Opts":[]}"#,
        #"{"Name":"a","Opts":{"x":1}}"#, #"{"Name":"a","Opts":{"x":"1","x":"2"}}"#, "\u{FEFF}{\"Name\":\"a\"}",
        #"{"Name":"a","Deep":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
        #"{"Name":"a","Pad":""# + String(repeating: "x", count: DriverCall.maximumBytes) + "\"}",
    ])
    func `what has not the form of the call is 400`(body: String) async {
        let answer = await interface.post("VolumeDriver.Create", body)
        #expect(answer?.status == 400, "\(answer as Any)")
        #expect(answer?.message.isEmpty == false)
        #expect(await driver.volumes().isEmpty)
    }
}
