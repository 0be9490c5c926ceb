import StrictJSON

/// Members that `containers/create` took at its top level before `HostConfig` was there.
///
/// Engines up to 26.x embed `HostConfig` in the body's type. Where the inner `HostConfig` is absent or null, they use the
/// outer members; where it is there, five of them still fill in what it leaves at zero.
extension BodyReader {
    /// Takes a member out of its place where the engine reads it elsewhere.
    ///
    /// - Returns: Whether the member is to be left out for now.
    mutating func leaves(_ bytes: Span<UInt8>, _ tokens: [JSONToken], _ name: Int, _ field: UInt16) -> Bool {
        guard top.hasLegacy else { return isOverruled(bytes, tokens[name &+ 1], field) }
        if field == plan.types[Int(top.type)].hostConfig {
            // A second one is ambiguous; where that is only watched, rules see both.
            guard hostConfig == nil else { return false }
            hostConfig = name
            return true
        }
        switch plan.fields[Int(field)].legacy {
        case nil: return false
        case .cpusetCpus:
            setAside.append(SetAside(field: field, name: name))
        case .hostConfig, .hostConfigWhenZero:
            hasOuterHostConfig = true
            // Nothing that could count anywhere: it must not stand in the way of `Cpuset`.
            if plan.fields[Int(field)].legacy == .hostConfigWhenZero, Self.isZero(bytes, tokens[name &+ 1]) {
                return false
            }
            // `Cpuset` is the last that the engine looks at, wherever it stands.
            let isBehindAll = setAside.last.map { plan.fields[Int($0.field)].legacy != .cpusetCpus } ?? true
            setAside.insert(SetAside(field: field, name: name), at: isBehindAll ? setAside.count : setAside.count &- 1)
        }
        return true
    }

    /// A null changes nothing where it stands, but a member in a legacy place counts beside it as beside a zero.
    mutating func noteNull(_ bytes: Span<UInt8>, _ value: JSONToken, _ field: UInt16) {
        if top.takesMoved {
            _ = isOverruled(bytes, value, field)
        } else if let legacy = plan.fields[Int(field)].legacy, legacy != .cpusetCpus {
            hasOuterHostConfig = true
        }
    }

    /// Starts the moving, where there is something to move.
    ///
    /// - Returns: Whether there is something to do before the innermost object can be closed.
    @inline(__always)
    mutating func beginLegacy() -> Bool {
        guard top.hasLegacy || top.takesMoved, hostConfig != nil || !setAside.isEmpty else { return false }
        top.step = .moving
        return true
    }

    /// One step of the moving, for the innermost frame.
    ///
    /// - Returns: The index of the token to go on with.
    mutating func stepLegacy(_ bytes: Span<UInt8>, _ tokens: [JSONToken], _ at: Int, _ tree: inout BodyTree) -> Int {
        if top.hasLegacy, top.step == .moving {
            // The outer object: its `HostConfig` comes last.
            top.step = .leaving
            guard hostConfig != nil || hasOuterHostConfig else {
                // `Cpuset` alone: the engine has nothing to put it into.
                for index in setAside.indices { setAside[index].state = .idle }
                return at
            }
            return openHostConfig(bytes, tokens, plan.types[Int(top.type)].hostConfig, at, &tree)
        }
        guard top.index < setAside.count else {
            if top.hasLegacy { setAside.removeAll(keepingCapacity: true) }
            close(&tree)
            return at
        }
        let member = setAside[top.index]
        top.index &+= 1
        guard top.step == .moving else {
            return member.state == .idle ? putMember(bytes, tokens, member.name, member.field, [], &tree) : at
        }
        let destination = plan.fields[Int(member.field)].destination
        guard isMoved(member, destination) else {
            setAside[top.index &- 1].state = .idle
            return at
        }
        seen[Int(destination)] = top.object
        return putMember(bytes, tokens, member.name, destination, .moved, &tree)
    }

    private mutating func openHostConfig(
        _ bytes: Span<UInt8>,
        _ tokens: [JSONToken],
        _ field: UInt16,
        _ at: Int,
        _ tree: inout BodyTree
    ) -> Int {
        guard let name = hostConfig else {
            let type = plan.fields[Int(field)].type
            put(.string, 0..<0, [], &tree, field: field)
            put(.object, 0..<0, [], &tree, field: type)
            push(
                BodyFrame(
                    end: 0,
                    node: UInt32(truncatingIfNeeded: tree.nodes.count &- 1),
                    object: keys.beginObject(),
                    type: type,
                    element: 0,
                    kind: .object,
                    isObject: true,
                    step: .moving
                )
            )
            return at
        }
        let depth = frames.count
        let next = putMember(bytes, tokens, name, field, [], &tree)
        let isObject = frames.count > depth && top.isObject
        top.takesMoved = isObject && !setAside.isEmpty
        for index in setAside.indices {
            if case .hostConfig? = plan.fields[Int(setAside[index].field)].legacy { setAside[index].state = .idle }
            if !isObject { setAside[index].state = .idle }
        }
        return next
    }

    private func isMoved(_ member: SetAside, _ destination: UInt16) -> Bool {
        guard destination != 0, member.state != .idle else { return false }
        if case .hostConfig? = plan.fields[Int(member.field)].legacy { return true }
        return member.state == .overruling || seen[Int(destination)] != top.object
    }

    /// Whether a member of `HostConfig` has its zero value and gives way to one in a legacy place.
    private mutating func isOverruled(_ bytes: Span<UInt8>, _ value: JSONToken, _ field: UInt16) -> Bool {
        guard Self.isZero(bytes, value) else { return false }
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
        case .null: true
        case .object, .array, .true, .false: false
        }
    }
}
