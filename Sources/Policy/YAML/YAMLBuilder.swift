/// Puts events together to one node, with a stack of what is still open.
struct YAMLBuilder {
    /// A list or mapping that hasn't ended yet.
    private struct Frame {
        var start: YAMLMark
        var isMapping: Bool
        var items: [YAMLNode] = []
        var pairs: [YAMLPair] = []
        /// The key that waits for its value.
        var key: YAMLNode?
        /// The keys, where there are so many that looking through them takes long.
        private var index: [String: YAMLMark] = [:]

        init(start: YAMLMark, isMapping: Bool) {
            self.start = start
            self.isMapping = isMapping
        }

        /// Takes a key.
        ///
        /// - Returns: Where it has been before.
        mutating func note(_ key: YAMLNode, _ text: String) -> YAMLMark? {
            if pairs.count < 12 {
                if let first = pairs.first(where: { $0.key.text == text }) { return first.key.mark }
            } else {
                if index.isEmpty { for pair in pairs { index[pair.key.text ?? ""] = pair.key.mark } }
                if let first = index.updateValue(key.mark, forKey: text) { return first }
            }
            self.key = key
            return nil
        }
    }

    private(set) var root: YAMLNode?
    private let source: YAMLSource
    private let limits: YAMLLimits
    private var frames: [Frame] = []
    private var nodes = 0
    private var documents = 0
    /// The line of the last place, counted from 0: the next one is seldom far from it.
    private var line = 0

    init(source: YAMLSource, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
    }

    mutating func take(_ event: YAMLEvent) -> YAMLFault? {
        do throws(YAMLFault) {
            try handle(event)
            return nil
        } catch {
            return error
        }
    }

    private mutating func handle(_ event: YAMLEvent) throws(YAMLFault) {
        let start = source.mark(ofCharacter: event.start, near: &line)
        try refuseExtras(event, at: start)
        switch event.kind {
        case .streamStart, .streamEnd, .documentEnd, .alias:
            break
        case .documentStart:
            documents += 1
            if documents > 1 {
                throw YAMLFault("a second document starts here", help: "put it into a file of its own", at: start)
            }
        case .sequenceStart, .mappingStart:
            try count(at: start)
            if frames.last.map({ $0.isMapping && $0.key == nil }) == true { throw Self.compoundKey(at: start) }
            guard frames.count < limits.maximumDepth else {
                throw YAMLFault("lists and mappings are nested more than \(limits.maximumDepth) deep", at: start)
            }
            if case .mappingStart = event.kind {
                frames.append(Frame(start: start, isMapping: true))
            } else {
                frames.append(Frame(start: start, isMapping: false))
            }
        case .sequenceEnd, .mappingEnd:
            guard let frame = frames.popLast() else { return }
            let end = source.mark(ofCharacter: event.end, near: &line)
            let content: YAMLNode.Content = frame.isMapping ? .mapping(frame.pairs) : .sequence(frame.items)
            try add(YAMLNode(content, mark: frame.start, endMark: end))
        case .scalar(let text, let style):
            try count(at: start)
            if text.utf8.contains(0) {
                throw YAMLFault(
                    "the text holds a NUL character",
                    help: "nothing that is matched can hold one",
                    at: start
                )
            }
            let end = source.mark(ofCharacter: event.end, near: &line)
            try add(YAMLNode(.scalar(text, style), mark: start, endMark: end))
        }
    }

    private mutating func add(_ node: YAMLNode) throws(YAMLFault) {
        guard !frames.isEmpty else {
            root = node.isAbsent ? nil : node
            return
        }
        let top = frames.count - 1
        guard frames[top].isMapping else {
            frames[top].items.append(node)
            return
        }
        if let key = frames[top].key {
            frames[top].pairs.append(YAMLPair(key: key, value: node))
            frames[top].key = nil
            return
        }
        guard let text = node.text else { throw Self.compoundKey(at: node.mark) }
        if text == "<<", node.style == .plain {
            throw YAMLFault("merge keys, `<<`, are not read here", help: "write the entries out", at: node.mark)
        }
        if let first = frames[top].note(node, text) {
            throw YAMLFault(
                "the key `\(text)` is there twice",
                help: "the first is in \(first); put the two together or remove one",
                at: node.mark
            )
        }
    }

    private mutating func count(at mark: YAMLMark) throws(YAMLFault) {
        nodes += 1
        guard nodes <= limits.maximumNodes else {
            throw YAMLFault("the file has more than \(limits.maximumNodes) values", at: mark)
        }
    }

    private func refuseExtras(_ event: YAMLEvent, at mark: YAMLMark) throws(YAMLFault) {
        if case .alias = event.kind {
            throw YAMLFault(
                "`*\(event.anchor ?? "")` is an alias; aliases are not read here",
                help: "write the value out, or quote it when the text is meant",
                at: mark
            )
        }
        if let anchor = event.anchor {
            throw YAMLFault(
                "`&\(anchor)` is an anchor; anchors are not read here",
                help: "write the value out, or quote it when the text is meant",
                at: mark
            )
        }
        if let tag = event.tag {
            throw YAMLFault(
                "the value has the tag `\(tag)`; tags are not read here",
                help: "remove it, or quote the value when the text is meant",
                at: mark
            )
        }
    }

    private static func compoundKey(at mark: YAMLMark) -> YAMLFault {
        YAMLFault("a key has to be text, not a list or mapping", help: "quote it when the text is meant", at: mark)
    }
}
