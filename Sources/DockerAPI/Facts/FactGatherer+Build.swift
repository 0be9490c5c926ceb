import StrictJSON

/// `POST /build`: everything stands in the query, some of it as JSON.
extension FactGatherer {
    mutating func takeBuild(_ call: APICall, _ reader: inout BodyReader) {
        add(.imageSource, "build")
        // With these two words the context comes from the client after all.
        if let remote = call.firstValue("remote"), !remote.isEmpty,
            !ArenaText.equal(arena, remote.range, "client-session"),
            !ArenaText.equal(arena, remote.range, "upload-request")
        {
            add(.imageSource, "url")
        }
        for parameter in call.location.parameters where !parameter.value.isEmpty {
            let value = parameter.value.range
            if ArenaText.equal(arena, parameter.name.range, "t") { addImage(arena[value], missing: .latest) }
            if ArenaText.equal(arena, parameter.name.range, "securityopt") { takeSecurityOption(value) }
        }
        if let mode = call.firstValue("networkmode"), !mode.isEmpty { takeNetworkMode(mode.range) }
        if let parent = call.firstValue("cgroupparent"), !parent.isEmpty { addCgroupParent(parent.range) }
        addNumber(.memory, number(call, "memory"))
        cpuQuota = number(call, "cpuquota")
        cpuPeriod = number(call, "cpuperiod")
        for parameter in QueryJSON.build where !parameter.source.yield.isDisjoint(with: wanted) {
            takeJSON(call, parameter, &reader)
        }
    }

    /// Gathers from the JSON in a parameter, as from a body.
    private mutating func takeJSON(_ call: APICall, _ parameter: QueryJSON, _ reader: inout BodyReader) {
        guard let value = call.firstValue(parameter.name), !value.isEmpty else { return }
        // What is wrong with it, the guards have found.
        reader.readParameter(arena[value.range], type: plan.type(of: parameter), maximumDepth: call.maximumDepth)
        guard !reader.parameterTree.nodes.isEmpty else { return }
        swap(&arena, &reader.parameterBytes)
        swap(&nodes, &reader.parameterTree.nodes)
        isCallArena = false
        take(parameter.source, 0)
        isCallArena = true
        swap(&nodes, &reader.parameterTree.nodes)
        swap(&arena, &reader.parameterBytes)
    }

    /// A number of the query as the engine reads it; what is none is 0.
    private func number(_ call: APICall, _ name: StaticString) -> UInt64 {
        guard let value = call.firstValue(name), let read = IntegerText.read(arena.span, value.range) else { return 0 }
        return read.isNegative ? 0 : read.magnitude
    }
}
