import StrictJSON

/// What the `local` driver would mount: `mount -t TYPE -o O DEVICE`, with the paths of this host.
extension FactGatherer {
    /// - Parameter options: The object with `type`, `o` and `device`; its names are compared exactly.
    mutating func takeLocalVolume(_ options: Int) {
        let type = text(option(options, "type"))
        let flags = text(option(options, "o")) ?? 0..<0
        let device = text(option(options, "device"))
        var isBind = false
        var isReadOnly = false
        forEachOption(arena, flags) { gatherer, flag in
            if ArenaText.equal(gatherer.arena, flag, "bind") || ArenaText.equal(gatherer.arena, flag, "rbind") {
                isBind = true
            }
            // Of `ro` and `rw` the last one counts.
            if ArenaText.equal(gatherer.arena, flag, "ro") { isReadOnly = true }
            if ArenaText.equal(gatherer.arena, flag, "rw") { isReadOnly = false }
        }
        let isWritable = !isReadOnly
        if isBind || type.map({ LocalVolumeType.needsDevice(arena[$0]) }) ?? true {
            if let device, !device.isEmpty { addHostPath(arena[device], isWritable: isWritable) }
        }
        if !isBind, let type, let exposed = LocalVolumeType.exposes(arena[type]) {
            addHostPath(exposed[...], isWritable: isWritable)
        }
        // The kernel takes a backslash in these options away, and what follows is no separator: `.\\./` is `../`.
        if !isBind, let type, LocalVolumeType.isOverlay(arena[type]), arena[flags].contains(UInt8(ascii: "\\")) {
            addHostPath([UInt8(ascii: "/")][...], isWritable: isWritable)
        }
        // `lowerdir=/a:/b`, `upperdir=/c`, btrfs' `device=/dev/sdb`: each value that is a path is one that is opened.
        forEachOption(arena, flags) { gatherer, flag in
            guard let equals = flag.first(where: { gatherer.arena[$0] == UInt8(ascii: "=") }) else { return }
            let isOverlay = gatherer.isOverlayDirectory(flag.lowerBound..<equals)
            gatherer.addPaths(equals + 1..<flag.upperBound, isOverlay: isOverlay, isWritable)
        }
    }

    private mutating func addPaths(_ list: Range<Int>, isOverlay: Bool, _ isWritable: Bool) {
        var at = list.lowerBound
        while at < list.upperBound {
            let start = at
            while at < list.upperBound, arena[at] != UInt8(ascii: ":") { at += 1 }
            let path = arena[start..<at]
            if !path.isEmpty, isOverlay || path.first == UInt8(ascii: "/") { addHostPath(path, isWritable: isWritable) }
            at += 1
        }
    }

    /// The directories of an overlay may also be written relative.
    private func isOverlayDirectory(_ name: Range<Int>) -> Bool {
        let names: [StaticString] = ["lowerdir", "lowerdir+", "datadir+", "upperdir", "workdir"]
        return names.contains { ArenaText.equal(arena, name, $0) }
    }

    /// The value of a member whose name is compared exactly.
    func option(_ object: Int, _ name: StaticString) -> Int? {
        var cursor = children(object)
        var found: Int?
        while let child = next(&cursor) {
            if ArenaText.equal(arena, nodes[child].range.range, name) { found = child &+ 1 }
        }
        return found
    }
}
