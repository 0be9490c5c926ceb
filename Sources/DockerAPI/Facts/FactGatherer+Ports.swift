import StrictJSON

/// Ports of this host that would be opened: `host_ip:host_port/proto`.
extension FactGatherer {
    /// `PortBindings`: names `PORT[/PROTO]`, values lists of `HostIp` and `HostPort`.
    mutating func takePortBindings(_ node: Int) {
        guard nodes[node].kind == .object else { return }
        var ports = children(node)
        while let name = next(&ports) {
            let key = nodes[name].range.range
            let slash = key.first { arena[$0] == UInt8(ascii: "/") }
            let proto = slash.map { $0 + 1..<key.upperBound } ?? 0..<0
            var bindings = children(name &+ 1)
            while let binding = next(&bindings) {
                addPort(
                    address: text(member(binding, "HostIp")) ?? 0..<0,
                    port: text(member(binding, "HostPort")) ?? 0..<0,
                    proto: proto
                )
            }
        }
    }

    mutating func takeAllPorts(_ node: Int) {
        if isTrue(node) { add(.port, "all") }
    }

    /// `Ports` of a service. Without `PublishedPort` one is chosen.
    mutating func takeServicePorts(_ node: Int) {
        var cursor = children(node)
        while let port = next(&cursor) {
            let number = member(port, "PublishedPort").flatMap {
                nodes[$0].kind == .number ? nodes[$0].range.range : nil
            }
            addPort(address: 0..<0, port: number ?? 0..<0, proto: text(member(port, "Protocol")) ?? 0..<0)
        }
    }

    private mutating func addPort(address: Range<Int>, port: Range<Int>, proto: Range<Int>) {
        guard wants(.port) else { return }
        let start = facts.bytes.count
        IPAddressText.append(arena[address], to: &facts.bytes)
        put(":")
        putPort(port)
        put("/")
        if proto.isEmpty { put("tcp") }
        for at in proto { facts.bytes.append(ArenaText.lower(arena[at])) }
        finish(.port, from: start)
    }

    /// A port or a range of ports, each number without zeros in front; 0 where the engine may choose.
    private mutating func putPort(_ port: Range<Int>) {
        if port.isEmpty { put("0") }
        var at = port.lowerBound
        while at < port.upperBound {
            let isStart = at == port.lowerBound || arena[at - 1] == UInt8(ascii: "-")
            let isZero = arena[at] == UInt8(ascii: "0")
            let hasMore = at + 1 < port.upperBound && arena[at + 1] &- UInt8(ascii: "0") < 10
            if isStart && isZero && hasMore {
                // Skip all zeros in front of a digit.
                while at + 1 < port.upperBound, arena[at] == UInt8(ascii: "0"), arena[at + 1] &- UInt8(ascii: "0") < 10
                {
                    at += 1
                }
            }
            facts.bytes.append(arena[at])
            at += 1
        }
    }
}
