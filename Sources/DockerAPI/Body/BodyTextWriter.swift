import StrictJSON

/// Writes a canonical body as text: compact, members sorted by name, as bytes.
///
/// Iterative, with buffers that are kept.
struct BodyTextWriter: Sendable {
    private struct Frame {
        /// Object: the next entry of `order`. Array: the next node.
        var at: Int
        /// One past the last of them.
        let end: Int
        /// Object: its first entry of `order`.
        let first: Int
        let isObject: Bool
    }

    private let plan = SchemaPlan.shared
    private var frames: [Frame] = []
    /// The members of all open objects, each object's sorted.
    private var order: [UInt32] = []

    /// Appends the text of a body.
    mutating func write(_ tree: BodyTree, _ arena: [UInt8], into output: inout [UInt8]) {
        guard !tree.nodes.isEmpty else { return }
        write(tree.nodes, from: 0, arena, into: &output)
    }

    /// Appends the text of one value in a body.
    mutating func write(_ nodes: [BodyNode], from node: Int, _ arena: [UInt8], into output: inout [UInt8]) {
        frames.recycle()
        order.recycle()
        writeValue(nodes, node, arena, &output)
        while var frame = frames.popLast() {
            guard frame.at < frame.end else {
                output.append(UInt8(ascii: frame.isObject ? "}" : "]"))
                if frame.isObject { order.removeLast(order.count - frame.first) }
                continue
            }
            if frame.at > frame.first { output.append(UInt8(ascii: ",")) }
            let value: Int
            if frame.isObject {
                let name = Int(order[frame.at])
                frame.at += 1
                Self.writeName(nodes[name], arena, plan, &output)
                value = name + 1
            } else {
                value = frame.at
                frame.at = Int(nodes[value].next)
            }
            frames.append(frame)
            writeValue(nodes, value, arena, &output)
        }
    }

    /// Writes a scalar, or the opening of an object or array.
    private mutating func writeValue(_ nodes: [BodyNode], _ at: Int, _ arena: [UInt8], _ output: inout [UInt8]) {
        let node = nodes[at]
        switch node.kind {
        case .object:
            output.append(UInt8(ascii: "{"))
            let first = order.count
            Self.appendSortedMembers(of: at, nodes, arena, plan, to: &order)
            frames.append(Frame(at: first, end: order.count, first: first, isObject: true))
        case .array:
            output.append(UInt8(ascii: "["))
            frames.append(Frame(at: at + 1, end: Int(node.next), first: at + 1, isObject: false))
        case .string:
            Self.writeString(arena.span.extracting(node.range.range), &output)
        case .number:
            output.append(contentsOf: arena[node.range.range])
        case .true: Self.append("true", &output)
        case .false: Self.append("false", &output)
        case .null: Self.append("null", &output)
        }
    }

    /// Appends the members of an object, sorted by name.
    static func appendSortedMembers(
        of object: Int,
        _ nodes: [BodyNode],
        _ arena: [UInt8],
        _ plan: SchemaPlan,
        to order: inout [UInt32]
    ) {
        let first = order.count
        var member = object + 1
        while member < Int(nodes[object].next) {
            order.append(UInt32(truncatingIfNeeded: member))
            member = Int(nodes[member + 1].next)
        }
        func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
            let order = compareNames(nodes[Int(left)], nodes[Int(right)], arena, plan)
            return order == 0 ? left < right : order < 0
        }
        guard order.count - first <= 128 else {
            order[first...].sort(by: precedes)
            return
        }
        // Few members are sorted in place: nothing is allocated.
        var next = first + 1
        while next < order.count {
            let member = order[next]
            var low = first
            var high = next
            while low < high {
                let middle = (low + high) / 2
                if precedes(member, order[middle]) { high = middle } else { low = middle + 1 }
            }
            var at = next
            while at > low {
                order[at] = order[at - 1]
                at -= 1
            }
            order[low] = member
            next += 1
        }
    }

    private static func compareNames(
        _ left: BodyNode,
        _ right: BodyNode,
        _ arena: [UInt8],
        _ plan: SchemaPlan
    ) -> Int {
        if left.field != 0, right.field != 0 {
            return Int(plan.fields[Int(left.field)].rank) - Int(plan.fields[Int(right.field)].rank)
        }
        if left.field == 0, right.field == 0 { return ArenaText.compare(arena, left.range, right.range) }
        let (field, text) = left.field != 0 ? (left.field, right.range) : (right.field, left.range)
        let documented = plan.fields[Int(field)].name
        let order = ArenaText.compare(plan.names, documented, arena, text.range)
        return left.field != 0 ? order : -order
    }

    /// The documented spelling of a known field, the client's own text of any other.
    static func writeName(_ node: BodyNode, _ arena: [UInt8], _ plan: SchemaPlan, _ output: inout [UInt8]) {
        if node.field != 0 {
            output.append(UInt8(ascii: "\""))
            output.append(contentsOf: plan.names[plan.fields[Int(node.field)].name])
            output.append(UInt8(ascii: "\""))
        } else {
            writeString(arena.span.extracting(node.range.range), &output)
        }
        output.append(UInt8(ascii: ":"))
    }

    private static func writeString(_ text: Span<UInt8>, _ output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        JSONWriter.appendEscaped(text, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    private static func append(_ word: StaticString, _ output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
