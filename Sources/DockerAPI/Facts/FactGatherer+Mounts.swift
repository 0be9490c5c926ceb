import StrictJSON

/// What of this host a container would see.
extension FactGatherer {
    /// Entries `SOURCE:TARGET[:MODE]`, as the engine's volume parser splits them on Linux.
    mutating func takeBinds(_ node: Int) {
        var cursor = children(node)
        while let element = next(&cursor) {
            guard let bind = text(element) else { continue }
            // One path alone is an anonymous volume at that place of the container.
            guard let first = bind.first(where: { arena[$0] == UInt8(ascii: ":") }) else { continue }
            let source = bind.lowerBound..<first
            let second = (first + 1..<bind.upperBound).first { arena[$0] == UInt8(ascii: ":") }
            let mode = second.map { $0 + 1..<bind.upperBound } ?? bind.upperBound..<bind.upperBound
            var isReadOnly = false
            forEachOption(arena, mode) { gatherer, option in
                if ArenaText.equal(gatherer.arena, option, "ro") { isReadOnly = true }
                if gatherer.isPropagation(option) { gatherer.add(.mountPropagation, option) }
            }
            if source.first.map({ arena[$0] }) == UInt8(ascii: "/") {
                addHostPath(arena[source], isWritable: !isReadOnly)
            }
        }
    }

    mutating func takeMounts(_ node: Int) {
        var cursor = children(node)
        while let mount = next(&cursor) { takeMount(mount) }
    }

    private mutating func takeMount(_ mount: Int) {
        let type = member(mount, "Type")
        let isVolume = isText(type, "volume")
        if isVolume {
            if let options = member(mount, "VolumeOptions"), let driver = member(options, "DriverConfig") {
                takeVolume(driver, name: "Name", options: "Options")
            }
        } else if isText(type, "image") {
            takeImage(member(mount, "Source"))
        } else if !isText(type, "tmpfs"), !isText(type, "cluster") {
            // `bind`, and whatever an engine may yet come to know.
            if let source = text(member(mount, "Source")), !source.isEmpty {
                addHostPath(arena[source], isWritable: !isTrue(member(mount, "ReadOnly")))
            }
        }
        if let options = member(mount, "BindOptions") { takeText(.mountPropagation, member(options, "Propagation")) }
    }

    /// The body of `volumes/create`.
    mutating func takeVolume(_ node: Int) { takeVolume(node, name: "Driver", options: "DriverOpts") }

    private mutating func takeVolume(_ node: Int, name: StaticString, options: StaticString) {
        let driver = member(node, name)
        takeText(.volumeDriver, driver)
        let isLocal = text(driver).map { $0.isEmpty || ArenaText.equal(arena, $0, "local") } ?? true
        guard isLocal, let options = member(node, options), nodes[options].kind == .object else { return }
        takePairs(.volumeOption, options)
        if wants(.hostMount) || wants(.hostMountRW) { takeLocalVolume(options) }
    }

    func isPropagation(_ option: Range<Int>) -> Bool {
        let names: [StaticString] = ["shared", "rshared", "slave", "rslave", "private", "rprivate"]
        return names.contains { ArenaText.equal(arena, option, $0) }
    }

    /// Visits the parts of a list with commas.
    mutating func forEachOption(
        _ bytes: [UInt8],
        _ options: Range<Int>,
        _ visit: (inout FactGatherer, Range<Int>) -> Void
    ) {
        var at = options.lowerBound
        while at < options.upperBound {
            let start = at
            while at < options.upperBound, bytes[at] != UInt8(ascii: ",") { at += 1 }
            visit(&self, start..<at)
            at += 1
        }
    }

    /// A path of this host, cleaned; with a resolver also the place that it really leads to. A rule that denies what lies
    /// elsewhere sees the one, a rule that denies a path by its usual name the other.
    ///
    /// The engine works in `/`, so that is where a relative path begins.
    mutating func addHostPath(_ path: ArraySlice<UInt8>, isWritable: Bool) {
        guard wants(.hostMount) || wants(.hostMountRW) else { return }
        let start = facts.bytes.count
        CleanPath.append(path, isRooted: true, to: &facts.bytes)
        let cleaned = start..<facts.bytes.count
        var resolved: [UInt8]?
        if let resolvePath {
            // Where nobody can say, it may be anything.
            resolved = resolvedPaths < Self.resolvedPathLimit ? resolvePath(Array(facts.bytes[cleaned])) : nil
            resolvedPaths &+= 1
            resolved = resolved ?? [UInt8(ascii: "/")]
        }
        facts.bytes.removeSubrange(start...)
        addHostPath(path, fact: .hostMount, resolved)
        if isWritable { addHostPath(path, fact: .hostMountRW, resolved) }
    }

    private mutating func addHostPath(_ path: ArraySlice<UInt8>, fact: Fact, _ resolved: [UInt8]?) {
        guard wants(fact) else { return }
        var start = facts.bytes.count
        CleanPath.append(path, isRooted: true, to: &facts.bytes)
        finish(fact, from: start)
        guard let resolved else { return }
        start = facts.bytes.count
        facts.bytes.append(contentsOf: resolved)
        finish(fact, from: start)
    }
}
