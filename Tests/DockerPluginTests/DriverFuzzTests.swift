import Foundation
import TestSupport
import Testing

@testable import DockerPlugin

/// Calls in any order, with anything in them: an answer each time, in one of three statuses, and the driver's books stay right.
@Suite struct DriverFuzzTests {
    private static let names = ["a", "b", "", "..", "a/b", "x\u{0}", String(repeating: "n", count: 300), "ü"]
    private static let values = [
        "1", "null", "[]", "{}", "true", #""a""#, #"{"x":"y"}"#, #"{"x":1}"#, "1e999", #""10.0.0.1/8""#,
        #""10.1.0.0/16""#, #""::/0""#,
        #""10.0.0.1""#, #"[{"Pool":"10.0.0.0/8","Gateway":"10.0.0.1/8"}]"#, #"[{"Pool":1}]"#,
    ]

    private func body(_ random: inout SeededGenerator) -> String {
        let fields = [
            "Name", "ID", "Opts", "NetworkID", "EndpointID", "Interface", "SandboxKey", "IPv4Data", "IPv6Data",
            "PoolID", "Address",
            "AddressSpace", "Pool", "SubPool", "Options", "V6", "DiscoveryType", "DiscoveryData",
        ]
        var members: [String] = []
        for field in fields where Bool.random(using: &random) {
            let name = Self.names.randomElement(using: &random)!
            let quoted = String(decoding: PluginValue.string(name).json, as: UTF8.self)
            let value = Int.random(in: 0..<4, using: &random) == 0 ? Self.values.randomElement(using: &random)! : quoted
            members.append("\"\(field)\":\(value)")
        }
        var text = Array("{\(members.joined(separator: ","))}".utf8)
        if Int.random(in: 0..<5, using: &random) == 0, !text.isEmpty {
            text[Int.random(in: text.indices, using: &random)] = UInt8.random(in: 32...126, using: &random)
        }
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `every call of every interface is answered`() async throws {
        var random = SeededGenerator(seed: 20_261_124)
        let volumes = TestVolumes()
        let pools = TestPools()
        let interfaces: [PluginInterface] = [.volume(volumes), .network(TestNetworks()), .ipam(pools)]
        let methods = interfaces.flatMap { interface in
            interface.routes.map { (interface, String($0.path.dropFirst())) }
        }
        var statuses: Set<Int> = []
        for _ in 0..<6000 {
            let (interface, method) = methods.randomElement(using: &random)!
            let answer = try #require(await interface.post(method, body(&random)))
            statuses.insert(answer.status)
            switch answer {
            case .json(let bytes): #expect(try PluginValue(json: bytes).object != nil)
            case .failure(_, let message): #expect(!message.isEmpty)
            case .allow, .authorization: Issue.record("an answer of another interface")
            }
        }
        // Chance seldom gives both a pool and its part.
        for pool in Self.values {
            for part in Self.values {
                _ = await interfaces[2].post(
                    "IpamDriver.RequestPool",
                    #"{"AddressSpace":"a","Pool":\#(pool),"SubPool":\#(part)}"#
                )
            }
        }
        #expect(statuses == [200, 400, 500])
        // What reaches a driver of addresses is a pool within which its part lies.
        for (pool, part) in pools.asked {
            guard let part else { continue }
            #expect(pool?.contains(part) == true)
        }
        #expect(pools.asked.contains { $0.part != nil })
        for volume in await volumes.volumes() {
            let name = volume.name
            #expect(!name.isEmpty && name != "." && !name.contains("..") && !name.contains("/"))
            #expect(name.utf8.count <= 255 && !name.unicodeScalars.contains { $0.value < 0x20 })
        }
    }

    /// The same mount twice is one; an unmount that nobody did fails; nothing of that frees what another holds.
    @Test func `mounts in any order`() async {
        var random = SeededGenerator(seed: 3)
        let volumes = TestVolumes()
        let interface = PluginInterface.volume(volumes)
        _ = await interface.post("VolumeDriver.Create", #"{"Name":"v"}"#)
        var held: Set<Int> = []
        for _ in 0..<2000 {
            let id = Int.random(in: 0..<5, using: &random)
            let call = #"{"Name":"v","ID":"\#(id)"}"#
            if Bool.random(using: &random) {
                #expect(await interface.post("VolumeDriver.Mount", call)?.status == 200)
                held.insert(id)
            } else {
                let answer = await interface.post("VolumeDriver.Unmount", call)
                #expect(answer?.status == (held.remove(id) == nil ? 500 : 200))
            }
            let path = await interface.post("VolumeDriver.Path", #"{"Name":"v"}"#)?.text
            #expect(path == (held.isEmpty ? #"{"Mountpoint":"","Err":""}"# : #"{"Mountpoint":"/volumes/v","Err":""}"#))
        }
    }
}
