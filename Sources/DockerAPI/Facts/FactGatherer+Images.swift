import StrictJSON

/// Images that would be run, fetched, sent or named.
extension FactGatherer {
    mutating func takeImage(_ node: Int?) {
        guard let name = text(node), !name.isEmpty else { return }
        addLocalImage(arena[name])
    }

    mutating func takeImages(_ node: Int) {
        var cursor = children(node)
        while let element = next(&cursor) { takeImage(element) }
    }

    mutating func addImage(_ name: ArraySlice<UInt8>, tag: ArraySlice<UInt8> = [], missing: ImageReference.Missing) {
        guard wants(.image) else { return }
        let start = facts.bytes.count
        ImageReference.append(name, tag: tag, missing: missing, to: &facts.bytes)
        finish(.image, from: start)
    }

    /// Adds an image that the engine looks for among its own; it may then take the text for the beginning of an ID, too.
    mutating func addLocalImage(_ name: ArraySlice<UInt8>) {
        addImage(name, missing: .latest)
        guard wants(.image), ImageReference.mayBeID(name) else { return }
        let start = facts.bytes.count
        if !name.starts(with: "sha256:".utf8) { put("sha256:") }
        facts.bytes.append(contentsOf: name)
        finish(.image, from: start)
    }

    /// `outputs` of a build: what an exporter names, several names parted by commas.
    mutating func takeBuildOutputs(_ node: Int) {
        var cursor = children(node)
        while let output = next(&cursor) {
            guard let attributes = member(output, "Attrs"), let names = text(option(attributes, "name")) else {
                continue
            }
            forEachOption(arena, names) { gatherer, name in
                if !name.isEmpty { gatherer.addImage(gatherer.arena[name], missing: .latest) }
            }
        }
    }

    /// `remote` and `name` of a plugin that a service would install.
    mutating func takePluginSpec(_ node: Int) {
        takeText(.plugin, member(node, "remote"))
        takeText(.plugin, member(node, "name"))
        if member(node, "remote") == nil, member(node, "name") == nil { add(.plugin, "") }
    }

    /// Secrets or configs that a service would read.
    mutating func takeReferences(_ fact: Fact, _ node: Int, _ name: StaticString, _ id: StaticString) {
        var cursor = children(node)
        while let reference = next(&cursor) {
            takeText(fact, member(reference, name))
            takeText(fact, member(reference, id))
        }
    }
}
