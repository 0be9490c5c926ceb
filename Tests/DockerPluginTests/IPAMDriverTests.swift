import Synchronization
import Testing

@testable import DockerPlugin

/// The wire forms of moby, libnetwork/docs/ipam.md.
@Suite struct IPAMDriverTests {
    private final class Driver: IPAMDriver {
        let released = Mutex<[String]>([])

        func requestPool(_ request: PoolRequest) throws -> AddressPool {
            guard let pool = request.pool ?? IPPrefix("10.9.0.0/16") else { throw InvalidCall("no pool") }
            return AddressPool(id: "\(request.addressSpace)/\(pool)", pool: pool, data: request.options)
        }

        func releasePool(_ pool: String) { released.withLock { $0.append(pool) } }

        func requestAddress(_ request: AddressRequest) throws -> AssignedAddress {
            guard let address = request.address ?? IPAddress(request.isGateway ? "10.9.0.1" : "10.9.0.7"),
                let prefix = IPPrefix(address: address, length: 16)
            else { throw InvalidCall("no address") }
            return AssignedAddress(address: prefix)
        }

        func releaseAddress(_ address: IPAddress?, pool: String) {
            released.withLock { $0.append("\(address?.description ?? "-") of \(pool)") }
        }
    }

    private let driver = Driver()
    private var interface: PluginInterface { .ipam(driver) }

    @Test func `pools and addresses, as the daemon asks for them`() async {
        #expect(interface.name == "IpamDriver")
        #expect(
            await interface.post("IpamDriver.GetCapabilities", "")?.text
                == #"{"RequiresMACAddress":false,"RequiresRequestReplay":false}"#
        )
        #expect(
            await interface.post("IpamDriver.GetDefaultAddressSpaces", "")?.text
                == #"{"LocalDefaultAddressSpace":"local","GlobalDefaultAddressSpace":"global"}"#
        )
        let pool = await interface.post(
            "IpamDriver.RequestPool",
            #"{"AddressSpace":"local","Pool":"","SubPool":"","Options":{"a":"b"},"V6":false}"#
        )
        #expect(pool?.text == #"{"PoolID":"local/10.9.0.0/16","Pool":"10.9.0.0/16","Data":{"a":"b"}}"#)
        let gateway = await interface.post(
            "IpamDriver.RequestAddress",
            #"{"PoolID":"local/10.9.0.0/16","Address":"","Options":{"RequestAddressType":"com.docker.network.gateway"}}"#
        )
        #expect(gateway?.text == #"{"Address":"10.9.0.1/16","Data":{}}"#)
        let wanted = await interface.post("IpamDriver.RequestAddress", #"{"PoolID":"p","Address":"10.9.3.4"}"#)
        #expect(wanted?.text == #"{"Address":"10.9.3.4/16","Data":{}}"#)
        #expect(
            await interface.post("IpamDriver.ReleaseAddress", #"{"PoolID":"p","Address":"10.9.3.4"}"#)?.text == "{}"
        )
        #expect(await interface.post("IpamDriver.ReleasePool", #"{"PoolID":"p"}"#)?.text == "{}")
        #expect(driver.released.withLock { $0 } == ["10.9.3.4 of p", "p"])
    }

    @Test(arguments: [
        "{}", #"{"AddressSpace":""}"#, #"{"AddressSpace":"a","Pool":"10.0.0.0"}"#, #"{"AddressSpace":"a","V6":"true"}"#,
        #"{"AddressSpace":"a","SubPool":"10.0.0.0/24"}"#, #"{"AddressSpace":"a\nb"}"#,
        #"{"AddressSpace":"a","Pool":"10.0.0.0/24","SubPool":"10.0.0.0/16"}"#,
        #"{"AddressSpace":"a","Pool":"10.0.0.0/24","SubPool":"fd00::/120"}"#,
    ])
    func `a broken pool is 400`(body: String) async {
        #expect(await interface.post("IpamDriver.RequestPool", body)?.status == 400)
    }

    @Test(arguments: [
        "{}", #"{"PoolID":"p","Address":"10.0.0"}"#, #"{"PoolID":"p","Address":"10.0.0.1/24"}"#,
        #"{"PoolID":"p","Address":"fe80::1%eth0"}"#, #"{"PoolID":"p","Address":"10.0.0.1\u0000"}"#, #"{"PoolID":[]}"#,
    ])
    func `a broken address is 400`(body: String) async {
        #expect(await interface.post("IpamDriver.RequestAddress", body)?.status == 400)
        #expect(await interface.post("IpamDriver.ReleaseAddress", body)?.status == 400)
        #expect(driver.released.withLock { $0.isEmpty })
    }
}
