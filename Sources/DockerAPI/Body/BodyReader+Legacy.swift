import StrictJSON

/// Members that `containers/create` took at its top level before `HostConfig` was there.
///
/// Engines up to 26.x embed `HostConfig` in the body's type. Where the inner `HostConfig` is absent or null, they use the
/// outer members; where it is there, five of them still fill in what it leaves at zero.
extension BodyReader {
    /// Starts the moving, where there is something to move.
    ///
    /// - Returns: Whether there is something to do before the object can be closed.
    mutating func beginLegacy(_ frame: BodyFrame) -> Bool {
        let isOuter = plan.types[Int(frame.type)].hostConfig != 0
        guard isOuter && hostConfig != nil || !setAside.isEmpty && (isOuter || frame.takesMoved) else { return false }
        frames[frames.count &- 1].legacy = .moving(0)
        return true
    }

    /// One step of the moving, for the innermost frame.
    ///
    /// - Returns: The index of the token to go on with.
    mutating func stepLegacy(_ bytes: Span<UInt8>, _ tokens: [JSONToken], _ at: Int, _ tree: inout BodyTree) -> Int {
        let top = frames.count &- 1
        let frame = frames[top]
        let host = plan.types[Int(frame.type)].hostConfig
        switch frame.legacy {
        case .moving where host != 0:
            // The outer object: its `HostConfig` comes last.
            frames[top].legacy = .leaving(0)
            return openHostConfig(bytes, tokens, host, at, &tree)
        case .moving(let index):
            guard index < setAside.count else {
                close(&tree)
                return at
            }
            frames[top].legacy = .moving(index &+ 1)
            let member = setAside[index]
            let destination = plan.fields[Int(member.field)].destination
            guard isMoved(member, destination, frame) else {
                setAside[index].state = .idle
                return at
            }
            seen[Int(destination)] = frame.object
            return putMember(bytes, tokens, member.name, destination, .moved, &tree)
        case .leaving(let index):
            guard index < setAside.count else {
                setAside.removeAll(keepingCapacity: true)
                close(&tree)
                return at
            }
            frames[top].legacy = .leaving(index &+ 1)
            let member = setAside[index]
            guard member.state == .idle else { return at }
            return putMember(bytes, tokens, member.name, member.field, [], &tree)
        case nil:
            return at
        }
    }

    private mutating func openHostConfig(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ field: UInt16,
        _ at: Int,
        _ tree: inout BodyTree
    ) -> Int {
        let type = plan.fields[Int(field)].type
        guard let name = hostConfig else {
            put(.string, 0..<0, [], &tree)
            tree.nodes[tree.nodes.count &- 1].field = field
            put(.object, 0..<0, [], &tree)
            tree.nodes[tree.nodes.count &- 1].field = type
            var frame = BodyFrame(
                end: 0,
                node: UInt32(truncatingIfNeeded: tree.nodes.count &- 1),
                object: keys.beginObject(),
                type: type,
                isObject: true
            )
            frame.legacy = .moving(0)
            frames.append(frame)
            return at
        }
        let depth = frames.count
        let next = putMember(bytes, tokens, name, field, [], &tree)
        if frames.count > depth, frames[depth].isObject {
            frames[depth].takesMoved = true
            for index in setAside.indices {
                if case .hostConfig? = plan.fields[Int(setAside[index].field)].legacy { setAside[index].state = .idle }
            }
        } else {
            for index in setAside.indices { setAside[index].state = .idle }
        }
        return next
    }

    private func isMoved(_ member: SetAside, _ destination: UInt16, _ frame: BodyFrame) -> Bool {
        guard destination != 0, member.state != .idle else { return false }
        if case .hostConfig? = plan.fields[Int(member.field)].legacy { return true }
        return member.state == .overruling || seen[Int(destination)] != frame.object
    }

    /// Whether a member of `HostConfig` has its zero value and gives way to one in a legacy place.
    mutating func isOverruled(_ bytes: Span<UInt8>, _ value: JSONToken, _ field: UInt16) -> Bool {
        guard field != 0, Self.isZero(bytes, value) else { return false }
        for index in setAside.indices
        where setAside[index].state == .waiting && plan.fields[Int(setAside[index].field)].destination == field {
            setAside[index].state = .overruling
            return true
        }
        return false
    }

    private static func isZero(_ bytes: Span<UInt8>, _ value: JSONToken) -> Bool {
        switch value.kind {
        case .string: value.range.isEmpty
        case .number: IntegerText.read(bytes, value.range)?.magnitude == 0
        case .object, .array, .true, .false, .null: false
        }
    }
}
