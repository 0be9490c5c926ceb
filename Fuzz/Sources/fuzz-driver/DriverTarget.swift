import FuzzSupport
import NIOCore

@testable import DockerPlugin

/// The input is a call of a volume, network or IPAM driver, its method in the first line: exactly strict JSON objects are
/// taken, names can be used as names of files, and addresses mean what they say.
@main struct DriverTarget: FuzzTarget {
    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let method = input.prefix { $0 != UInt8(ascii: "\n") }
        let body = Array(input.dropFirst(method.count + 1))
        let expected = Self.isCall(body)
        do throws(InvalidCall) {
            let call = try DriverCall(ByteBuffer(bytes: body))
            require(expected, "taken, but it is no call")
            checkValue(body)
            try read(String(decoding: method, as: UTF8.self), call)
        } catch {
            require(!error.message.isEmpty, "no reason is given")
            let answer = CallAnswer.failure(driverError: error)
            guard case .failure(let status, _) = answer, status == 400 else { fail("the answer is \(answer)") }
        }
        if expected {
            do { _ = try DriverCall(ByteBuffer(bytes: body)) } catch { fail("refused, but it is a call: \(error)") }
        }
    }

    /// A JSON object without a name that stands twice, or nothing at all.
    private static func isCall(_ body: [UInt8]) -> Bool {
        if body.isEmpty { return true }
        guard let value = JSONReference.read(body, maximumDepth: 32), case .object = value else { return false }
        return isUnambiguous(value)
    }

    private static func isUnambiguous(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let values): values.allSatisfy(isUnambiguous)
        case .object(let members):
            Set(members.map(\.name)).count == members.count && members.allSatisfy { isUnambiguous($0.value) }
        default: true
        }
    }

    private func checkValue(_ body: [UInt8]) {
        guard !body.isEmpty else { return }
        do {
            let value = try PluginValue(json: body)
            let again = try PluginValue(json: value.json)
            require(again == value, "what was written is read as another value")
        } catch {
            fail("a value can't be read: \(error)")
        }
    }

    private func read(_ method: String, _ call: DriverCall) throws(InvalidCall) {
        switch method {
        case "/VolumeDriver.Create":
            checkName(try call.name("Name"))
            _ = try call.strings("Opts")
        case "/VolumeDriver.Mount":
            checkName(try call.name("Name"))
            checkName(try call.name("ID"))
        case "/NetworkDriver.AllocateNetwork":
            let network = try NetworkAllocation(call)
            checkName(network.network)
            check(network.ipv4 + network.ipv6)
        case "/NetworkDriver.CreateNetwork":
            let network = try NetworkCreation(call)
            checkName(network.network)
            check(network.ipv4 + network.ipv6)
            _ = (network.driverOptions, network.isInternal)
        case "/NetworkDriver.DiscoverNew": _ = try NetworkDiscovery(call)
        case "/NetworkDriver.CreateEndpoint":
            let creation = try EndpointCreation(call)
            check(creation.endpoint)
            check(creation.interface.address)
            check(creation.interface.addressIPv6)
            if let mac = creation.interface.macAddress { require(mac.utf8.count == 17, "no MAC address: \(mac)") }
        case "/NetworkDriver.Join":
            let join = try EndpointJoin(call)
            check(join.endpoint)
            checkLine(join.sandbox)
        case "/NetworkDriver.ProgramExternalConnectivity": check(try ExternalConnectivity(call).endpoint)
        case "/IpamDriver.RequestPool":
            let request = try PoolRequest(call)
            checkLine(request.addressSpace)
            check(request.pool)
            check(request.subPool)
            guard let part = request.subPool else { return }
            guard let pool = request.pool else { fail("a part of no pool") }
            require(pool.contains(part.first) && pool.contains(part.last), "the part isn't within the pool")
        case "/IpamDriver.RequestAddress":
            let request = try AddressRequest(call)
            checkLine(request.pool)
            if let address = request.address { check(address) }
            _ = (request.isGateway, request.macAddress)
        default: check(try EndpointReference(call))
        }
    }

    private func checkName(_ name: String) {
        let bytes = Array(name.utf8)
        require((1...255).contains(bytes.count), "a name of \(bytes.count) bytes")
        require(!bytes.contains(UInt8(ascii: "/")) && !bytes.contains { $0 < 0x20 || $0 == 0x7F }, "no name of a file")
        require(!bytes.elementsEqual(".".utf8) && !bytes.elementsEqual("..".utf8), "a name that leads elsewhere")
    }

    private func checkLine(_ text: String) {
        let isLine = (1...4096).contains(text.utf8.count) && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
        require(isLine, "no line: \(shown(text.utf8))")
    }

    private func check(_ endpoint: EndpointReference) {
        checkName(endpoint.network)
        checkName(endpoint.endpoint)
    }

    private func check(_ pools: [NetworkPool]) {
        for pool in pools {
            check(pool.pool)
            check(pool.gateway)
            for address in pool.auxiliaryAddresses.values { check(address) }
        }
    }

    private func check(_ prefix: IPPrefix?) {
        guard let prefix else { return }
        require(IPPrefix(prefix.description) == prefix, "\(prefix) is read as another one")
        require(prefix.contains(prefix.address) && prefix.network.overlaps(prefix), "\(prefix) isn't in itself")
        require(prefix.first.number <= prefix.address.number && prefix.address.number <= prefix.last.number, "no range")
        check(prefix.address)
    }

    private func check(_ address: IPAddress) {
        require(IPAddress(address.description) == address, "\(address) is read as another one")
    }
}
