import Testing

@testable import DockerPlugin

/// The wire forms of moby, libnetwork/docs/remote.md and libnetwork/drivers/remote/api.
@Suite struct NetworkDriverTests {
    private let driver = TestNetworks()
    private var interface: PluginInterface { .network(driver) }

    /// As dockerd 20.10 sends it.
    private static let creation =
        #"{"NetworkID":"5a3c","Options":{"com.docker.network.enable_ipv6":false,"#
        + #""com.docker.network.generic":{"mtu":"1400"},"com.docker.network.internal":true},"#
        + #""IPv4Data":[{"AddressSpace":"LocalDefault","Gateway":"10.1.0.1/24","Pool":"10.1.0.0/24","#
        + #""AuxAddresses":{"router":"10.1.0.2/24"}}],"IPv6Data":[]}"#

    @Test func `a network is created as the daemon describes it`() async throws {
        #expect(interface.name == "NetworkDriver")
        #expect(await interface.post("NetworkDriver.GetCapabilities", "")?.text == #"{"Scope":"local"}"#)
        #expect(await interface.post("NetworkDriver.CreateNetwork", Self.creation)?.text == "{}")
        let network = try #require(driver.seen.networks.first)
        #expect(network.network == "5a3c")
        #expect(network.driverOptions == ["mtu": "1400"])
        #expect(network.isInternal)
        let pool = NetworkPool(
            addressSpace: "LocalDefault",
            pool: IPPrefix("10.1.0.0/24"),
            gateway: IPPrefix("10.1.0.1/24"),
            auxiliaryAddresses: ["router": try #require(IPPrefix("10.1.0.2/24"))]
        )
        #expect(network.ipv4 == [pool])
        #expect(network.ipv6.isEmpty)
    }

    @Test func `an endpoint's life`() async throws {
        let given = await interface.post(
            "NetworkDriver.CreateEndpoint",
            #"{"NetworkID":"5a","EndpointID":"e1","Interface":{"Address":"10.1.0.5/24","AddressIPv6":"","#
                + #""MacAddress":"02:42:0a:01:00:05"},"Options":{"com.docker.network.portmap":[{"Port":80}]}}"#
        )
        #expect(given?.text == "{}")
        let chosen = await interface.post("NetworkDriver.CreateEndpoint", #"{"NetworkID":"5a","EndpointID":"e2"}"#)
        #expect(chosen?.text == #"{"Interface":{"Address":"","AddressIPv6":"","MacAddress":"02:00:00:00:00:01"}}"#)
        let endpoint = try #require(driver.seen.endpoints.first)
        #expect(endpoint.endpoint == EndpointReference(network: "5a", endpoint: "e1"))
        #expect(endpoint.interface.address == IPPrefix("10.1.0.5/24"))
        #expect(endpoint.interface.addressIPv6 == nil)
        #expect(endpoint.options["com.docker.network.portmap"] == [["Port": 80]])

        let joined = await interface.post(
            "NetworkDriver.Join",
            #"{"NetworkID":"5a","EndpointID":"e1","SandboxKey":"/var/run/docker/netns/1","Options":null}"#
        )
        #expect(
            joined?.text == #"{"InterfaceName":{"SrcName":"veth1","DstPrefix":"eth"},"Gateway":"10.1.0.1","#
                + #""GatewayIPv6":"fd00::1","StaticRoutes":[{"Destination":"10.2.0.0/16","RouteType":0,"#
                + #""NextHop":"10.1.0.2"},{"Destination":"10.3.0.0/16","RouteType":1,"NextHop":""}],"#
                + #""DisableGatewayService":true}"#
        )
        #expect(driver.seen.joins.first?.sandbox == "/var/run/docker/netns/1")
        let reference = #"{"NetworkID":"5a","EndpointID":"e1"}"#
        #expect(await interface.post("NetworkDriver.EndpointOperInfo", reference)?.text == #"{"Value":{}}"#)
        for method in ["RevokeExternalConnectivity", "Leave", "DeleteEndpoint"] {
            #expect(await interface.post("NetworkDriver.\(method)", reference)?.text == "{}", "\(method)")
        }
        #expect(await interface.post("NetworkDriver.ProgramExternalConnectivity", reference)?.text == "{}")
        #expect(await interface.post("NetworkDriver.DeleteNetwork", #"{"NetworkID":"5a"}"#)?.text == "{}")
        #expect(driver.seen.others == ["leave e1", "delete e1", "delete 5a"])
    }

    @Test func `what swarm managers ask, and what nodes are told`() async {
        let allocated = await interface.post(
            "NetworkDriver.AllocateNetwork",
            #"{"NetworkID":"x1","Options":{"vni":"4097"},"IPv4Data":null,"IPv6Data":null}"#
        )
        #expect(allocated?.text == #"{"Options":{"vni":"4097"}}"#)
        #expect(await interface.post("NetworkDriver.FreeNetwork", #"{"NetworkID":"x1"}"#)?.text == "{}")
        let node = #"{"DiscoveryType":1,"DiscoveryData":{"Address":"192.0.2.1","Self":true}}"#
        #expect(await interface.post("NetworkDriver.DiscoverNew", node)?.text == "{}")
        #expect(await interface.post("NetworkDriver.DiscoverDelete", node)?.text == "{}")
        #expect(driver.seen.others == ["new 192.0.2.1"])
    }

    @Test(arguments: [
        "{}", #"{"NetworkID":"../x"}"#, #"{"NetworkID":7}"#, #"{"NetworkID":"a","Options":"x"}"#,
        #"{"NetworkID":"a","IPv4Data":{}}"#, #"{"NetworkID":"a","IPv4Data":[1]}"#,
        #"{"NetworkID":"a","IPv4Data":[{"Pool":"10.0.0.0"}]}"#,
        #"{"NetworkID":"a","IPv4Data":[{"Pool":"10.0.0.0/33"}]}"#,
        #"{"NetworkID":"a","IPv6Data":[{"Gateway":"x/1"}]}"#,
        #"{"NetworkID":"a","IPv4Data":[{"AuxAddresses":{"r":"10.0.0.1"}}]}"#,
    ])
    func `a broken network is 400`(body: String) async {
        #expect(await interface.post("NetworkDriver.CreateNetwork", body)?.status == 400)
        #expect(driver.seen.networks.isEmpty)
    }

    @Test(arguments: [
        #"{"NetworkID":"a"}"#, #"{"NetworkID":"a","EndpointID":"b/c"}"#,
        #"{"NetworkID":"a","EndpointID":"b","Interface":[]}"#,
        #"{"NetworkID":"a","EndpointID":"b","Interface":{"Address":"10.0.0.1"}}"#,
        #"{"NetworkID":"a","EndpointID":"b","Interface":{"MacAddress":"02:42:0a:01:00"}}"#,
        #"{"NetworkID":"a","EndpointID":"b","Interface":{"MacAddress":"02:42:0a:01:00:0g"}}"#,
    ])
    func `a broken endpoint is 400`(body: String) async {
        #expect(await interface.post("NetworkDriver.CreateEndpoint", body)?.status == 400)
        #expect(await interface.post("NetworkDriver.Join", body)?.status == 400)
        #expect(driver.seen.endpoints.isEmpty && driver.seen.joins.isEmpty)
    }

    @Test func `a discovery needs its type`() async {
        #expect(await interface.post("NetworkDriver.DiscoverNew", "{}")?.status == 400)
        #expect(await interface.post("NetworkDriver.DiscoverNew", #"{"DiscoveryType":1.5}"#)?.status == 400)
    }
}
