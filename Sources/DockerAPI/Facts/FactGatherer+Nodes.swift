import StrictJSON

/// The steps through a body that all ways share.
extension FactGatherer {
    /// The elements of a list, or the names of an object's members (the value is the node after the name).
    struct Cursor {
        fileprivate var at: Int
        fileprivate let end: Int
        fileprivate let isObject: Bool
    }

    /// - Parameter node: Anything; what holds no values gives none.
    func children(_ node: Int) -> Cursor {
        let parent = nodes[node]
        let isObject = parent.kind == .object
        let end = parent.kind.isScalar ? node : Int(parent.next)
        return Cursor(at: node &+ 1, end: end, isObject: isObject)
    }

    func next(_ cursor: inout Cursor) -> Int? {
        guard cursor.at < cursor.end else { return nil }
        let child = cursor.at
        cursor.at = Int(nodes[cursor.isObject ? child &+ 1 : child].next)
        return child
    }

    /// The value of a known member of an object. Of several, which no guard lets through, the last.
    func member(_ node: Int, _ name: StaticString) -> Int? {
        guard nodes[node].kind == .object else { return nil }
        var cursor = children(node)
        var found: Int?
        while let child = next(&cursor) {
            let field = nodes[child].field
            guard field != 0, ArenaText.equal(plan.names, plan.fields[Int(field)].name, name) else { continue }
            found = child &+ 1
        }
        return found
    }

    /// The bytes of a string; nothing for any other kind.
    func text(_ node: Int?) -> Range<Int>? {
        guard let node, nodes[node].kind == .string else { return nil }
        return nodes[node].range.range
    }

    func isText(_ node: Int?, _ text: StaticString) -> Bool {
        guard let range = self.text(node) else { return false }
        return ArenaText.equal(arena, range, text)
    }

    func isTrue(_ node: Int?) -> Bool {
        guard let node else { return false }
        return nodes[node].kind == .true
    }

    /// A whole number above 0; 0 for anything else. A number too large for 64 bits counts as the largest.
    func positive(_ node: Int?) -> UInt64 {
        guard let node, nodes[node].kind == .number else { return 0 }
        let range = nodes[node].range.range
        guard let first = range.first, arena[first] != UInt8(ascii: "-") else { return 0 }
        return IntegerText.read(arena.span, range)?.magnitude ?? .max
    }

    // MARK: Adding values

    func wants(_ fact: Fact) -> Bool { wanted.contains(fact) }

    /// A value that is the client's own text.
    mutating func add(_ fact: Fact, _ range: Range<Int>) {
        guard wants(fact) else { return }
        if isCallArena {
            facts.addText(fact, ByteRange(range.lowerBound, range.upperBound))
        } else {
            let start = facts.bytes.count
            facts.bytes.append(contentsOf: arena[range])
            facts.addMade(fact, from: start)
        }
    }

    mutating func add(_ fact: Fact, _ text: StaticString) {
        guard wants(fact) else { return }
        let start = facts.bytes.count
        put(text)
        finish(fact, from: start)
    }

    mutating func put(_ text: StaticString) {
        facts.bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ range: Range<Int>) { facts.bytes.append(contentsOf: arena[range]) }

    /// Ends a value that was put together since `start`, unless the fact has it already.
    mutating func finish(_ fact: Fact, from start: Int) {
        if !wants(fact) || facts.holdsMade(fact, from: start) {
            facts.bytes.removeSubrange(start...)
        } else {
            facts.addMade(fact, from: start)
        }
    }

    // MARK: Values that stand as they are

    /// A string that isn't empty.
    mutating func takeText(_ fact: Fact, _ node: Int?) {
        guard let range = text(node), !range.isEmpty else { return }
        add(fact, range)
    }

    mutating func takeTexts(_ fact: Fact, _ node: Int) {
        var cursor = children(node)
        while let element = next(&cursor) { takeText(fact, element) }
    }

    mutating func takeTrue(_ fact: Fact, _ node: Int) {
        if isTrue(node) { add(fact, "true") }
    }

    /// The members of an object as `name=value`.
    mutating func takePairs(_ fact: Fact, _ node: Int) {
        guard nodes[node].kind == .object, wants(fact) else { return }
        var cursor = children(node)
        while let name = next(&cursor) {
            let start = facts.bytes.count
            putName(name)
            put("=")
            if let value = text(name &+ 1) { put(value) }
            facts.addMade(fact, from: start)
        }
    }

    /// The name of a member, in its documented spelling where it has one.
    mutating func putName(_ node: Int) {
        let field = nodes[node].field
        if field != 0 {
            facts.bytes.append(contentsOf: plan.names[plan.fields[Int(field)].name])
        } else {
            put(nodes[node].range.range)
        }
    }
}
