import StrictJSON

/// Namespaces, networks and volumes that would be shared with the host or with other containers.
extension FactGatherer {
    /// One of the modes `host`, `container:ID` or something of the engine's own, compared exactly as the engine does.
    mutating func takeMode(_ kind: StaticString, _ node: Int) {
        guard let mode = text(node) else { return }
        takeMode(kind, mode)
    }

    private mutating func takeMode(_ kind: StaticString, _ mode: Range<Int>) {
        if ArenaText.equal(arena, mode, "host") {
            add(.hostNamespace, kind)
        } else if hasPrefix(mode, "container:") {
            let start = facts.bytes.count
            put(kind)
            put(":")
            put(mode)
            finish(.sharedNamespace, from: start)
        }
    }

    mutating func takeNetworkMode(_ node: Int) {
        guard let mode = text(node), !mode.isEmpty else { return }
        // One that had to be moved here is not read by new engines: there it is the default.
        if !nodes[node].flags.contains(.moved) { sawNetworkMode = true }
        takeNetworkMode(mode)
    }

    mutating func takeNetworkMode(_ mode: Range<Int>) {
        if hasPrefix(mode, "container:") { takeMode("network", mode) } else { addNetwork(mode) }
    }

    /// A network that would be joined; `default` is the engine's word for `bridge`.
    mutating func addNetwork(_ name: Range<Int>) {
        if ArenaText.equal(arena, name, "host") { add(.hostNamespace, "network") }
        let start = facts.bytes.count
        if ArenaText.equal(arena, name, "default") { put("bridge") } else { put(name) }
        finish(.network, from: start)
    }

    /// What a container is on where nothing names a network.
    mutating func takeDefaultNetwork() {
        if !sawNetworkMode { add(.network, "bridge") }
    }

    /// `EndpointsConfig`: the names of its members are networks.
    mutating func takeEndpoints(_ node: Int) {
        guard nodes[node].kind == .object else { return }
        var cursor = children(node)
        while let name = next(&cursor) { addNetwork(nodes[name].range.range) }
    }

    mutating func takeServiceNetworks(_ node: Int) {
        var cursor = children(node)
        while let attachment = next(&cursor) {
            if let target = text(member(attachment, "Target")), !target.isEmpty { addNetwork(target) }
        }
    }

    mutating func takeAttachedContainer(_ node: Int) {
        guard let id = text(node), !id.isEmpty else { return }
        let start = facts.bytes.count
        put("network:container:")
        put(id)
        finish(.sharedNamespace, from: start)
    }

    /// Entries `CONTAINER[:MODE]`.
    mutating func takeVolumesFrom(_ node: Int) { takeContainers("volumes:", node) }

    /// Entries `CONTAINER[:ALIAS]`.
    mutating func takeLinks(_ node: Int) { takeContainers("links:", node) }

    private mutating func takeContainers(_ kind: StaticString, _ node: Int) {
        var cursor = children(node)
        while let element = next(&cursor) {
            guard let entry = text(element) else { continue }
            var from = entry.lowerBound
            // Names are kept with a slash in front, and may be written with it.
            if from < entry.upperBound, arena[from] == UInt8(ascii: "/") { from += 1 }
            var end = from
            while end < entry.upperBound, arena[end] != UInt8(ascii: ":") { end += 1 }
            let start = facts.bytes.count
            put(kind)
            put(from..<end)
            finish(.sharedNamespace, from: start)
        }
    }

    func hasPrefix(_ range: Range<Int>, _ prefix: StaticString) -> Bool {
        guard range.count >= prefix.utf8CodeUnitCount else { return false }
        return ArenaText.equal(arena, range.prefix(prefix.utf8CodeUnitCount), prefix)
    }
}
