import StrictJSON

/// What the endpoint, the target and the query say.
extension FactGatherer {
    mutating func takeCall(_ call: APICall, _ reader: inout BodyReader) {
        guard let endpoint = call.endpoint else { return }
        if let tunnel = endpoint.tunnel, endpoint.action != "image.create" || call.readsImageFromBody {
            addText(.opaque, tunnel.rawValue)
        }
        switch endpoint.action {
        case "container.create":
            if !nodes.isEmpty, wants(.network) { takeDefaultNetwork() }
        case "container.start": takeStart(call)
        case "checkpoint.list": takeHostPath(call, "dir", isWritable: false)
        case "checkpoint.delete": takeHostPath(call, "dir", isWritable: true)
        case "checkpoint.create": takeCheckpoint()
        case "volume.create":
            if !nodes.isEmpty { take(.volume, 0) }
        case "network.connect": addNetwork(call.targetRange.range)
        case "build.start": takeBuild(call, &reader)
        case "image.create": takePull(call)
        case "image.load": add(.imageSource, "upload")
        case "image.push": addImage(arena[call.targetRange.range], tag: parameter(call, "tag"), missing: .all)
        case "image.tag":
            addLocalImage(arena[call.targetRange.range])
            takeRepository(call)
        case "container.commit":
            add(.imageSource, "commit")
            takeRepository(call)
        default: takeAdministration(call, endpoint.action)
        }
    }

    /// Calls that run the engine and its swarm.
    private mutating func takeAdministration(_ call: APICall, _ action: String) {
        switch action {
        case "swarm.init", "swarm.join", "swarm.leave", "swarm.inspect", "swarm.unlock_key", "swarm.update",
            "swarm.unlock":
            addText(.swarm, String(action.dropFirst("swarm.".count)))
        case "node.update", "node.delete": add(.node, call.targetRange.range)
        case "secret.update", "secret.delete": add(.secret, call.targetRange.range)
        // The answer holds the data of a config.
        case "config.update", "config.delete", "config.inspect": add(.config, call.targetRange.range)
        case "secret.create": if nodes.isEmpty { add(.secret, "") }
        case "config.create": if nodes.isEmpty { add(.config, "") }
        case "plugin.enable", "plugin.disable", "plugin.set", "plugin.push", "plugin.delete", "plugin.create":
            add(.plugin, call.targetRange.range)
        case "plugin.pull", "plugin.upgrade":
            add(.plugin, call.targetRange.range)
            for name in ["remote", "name"] as [StaticString] {
                if let value = call.firstValue(name), !value.isEmpty, value != call.targetRange {
                    add(.plugin, value.range)
                }
            }
        default: break
        }
    }

    private mutating func addText(_ fact: Fact, _ text: String) {
        let start = facts.bytes.count
        facts.bytes.append(contentsOf: text.utf8)
        finish(fact, from: start)
    }

    /// The first value of a parameter; empty where it isn't there.
    private func parameter(_ call: APICall, _ name: StaticString) -> ArraySlice<UInt8> {
        arena[(call.firstValue(name) ?? .empty).range]
    }

    private mutating func takeHostPath(_ call: APICall, _ name: StaticString, isWritable: Bool) {
        let path = parameter(call, name)
        if !path.isEmpty { addHostPath(path, isWritable: isWritable) }
    }

    /// The name of a checkpoint is joined to a folder of the engine's as it is: with `..` in it, it leads anywhere (seen on
    /// engine 20.10, experimental).
    private mutating func takeStart(_ call: APICall) {
        takeHostPath(call, "checkpoint-dir", isWritable: false)
        let name = parameter(call, "checkpoint")
        if name.contains(UInt8(ascii: "/")) || name.elementsEqual("..".utf8) {
            addHostPath(ArraySlice("/".utf8), isWritable: false)
        }
    }

    private mutating func takeCheckpoint() {
        guard !nodes.isEmpty, let path = text(member(0, "CheckpointDir")), !path.isEmpty else { return }
        addHostPath(arena[path], isWritable: true)
    }

    /// A pull where `fromImage` isn't empty, else an import.
    private mutating func takePull(_ call: APICall) {
        var image = parameter(call, "fromImage")
        guard image.isEmpty else {
            // "image:" asks for all tags.
            if image.last == UInt8(ascii: ":") { image = image.dropLast() }
            add(.imageSource, "registry")
            addImage(image, tag: parameter(call, "tag"), missing: .all)
            return
        }
        add(.imageSource, call.readsImageFromBody ? "upload" : "url")
        takeRepository(call)
    }

    /// The name that a new image gets, by `repo` and `tag`.
    private mutating func takeRepository(_ call: APICall) {
        let repository = parameter(call, "repo")
        if !repository.isEmpty { addImage(repository, tag: parameter(call, "tag"), missing: .latest) }
    }
}
