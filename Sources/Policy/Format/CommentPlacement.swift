/// Gives each comment to what it stands at.
///
/// A comment at the end of a line belongs to what begins last before it. A comment on a line of its own belongs to what
/// follows, unless it is further in than that: then it closes the list or mapping whose indentation it has.
struct CommentPlacement {
    private let root: FormatNode
    /// Entries that are in no brackets, in the order of the text; an entry comes before those in it.
    private var entries: [FormatEntry] = []
    /// Lists and mappings with brackets, in the order of the text.
    private var flows: [FormatNode] = []
    /// What the last comment was put behind, on its line.
    private var last: (entry: FormatEntry, comment: FormatComment)?
    /// How far in a comment can still be put before the entry of this number: comments stay in their order.
    private var limit = (before: -1, level: 0)

    private init(_ root: FormatNode) {
        self.root = root
        collect(root)
    }

    static func place(_ comments: [FormatComment], in root: FormatNode) {
        var placement = CommentPlacement(root)
        for comment in comments { placement.place(comment) }
    }

    private mutating func collect(_ node: FormatNode) {
        if node.isFlow { flows.append(node) }
        for entry in node.entries {
            if !node.isFlow { entries.append(entry) }
            collect(entry.value)
        }
    }

    private mutating func place(_ comment: FormatComment) {
        if !comment.followsText, let last, comment.line == last.comment.line + 1, comment.column == last.comment.column
        {
            last.entry.trailing.append(comment)
            self.last = (last.entry, comment)
            return
        }
        last = nil
        if let flow = flow(around: comment.offset) { return place(comment, inside: flow) }
        let after = Self.first(of: entries) { $0.start > comment.offset }
        let next = after < entries.count ? entries[after] : nil
        guard after > 0 else {
            if let next = next ?? root.entries.first(where: { $0.start > comment.offset }) {
                next.leading.append(comment)
            } else {
                root.closing.append(comment)
            }
            return
        }
        let previous = entries[after - 1]
        if comment.followsText { return setTrailing(comment, of: previous) }
        if isBetween(comment, previous) { return previous.leading.append(comment) }
        if let next, next.container === previous.value { return next.leading.append(comment) }
        close(comment, previous.container.path, next, after)
    }

    /// Whether a comment stands between a key and its value, which will be on the key's line.
    private func isBetween(_ comment: FormatComment, _ entry: FormatEntry) -> Bool {
        entry.key != nil && comment.offset < entry.value.source.mark.offset
            && (entry.value.isFlow || entry.value.source.text != nil)
    }

    /// - Parameters:
    ///   - path: What is open where the comment stands, the file first.
    ///   - after: The number of `next`, the entry that follows.
    private mutating func close(_ comment: FormatComment, _ path: [FormatNode], _ next: FormatEntry?, _ after: Int) {
        if limit.before != after { limit = (after, path.count - 1) }
        let open = next.map { $0.container.depth + 1 } ?? 0
        var found: Int?
        if next == nil, comment.column == 1 {
            found = 0
        } else if open <= limit.level, comment.column > next?.container.column ?? 0 {
            for level in open...limit.level where path[level].column <= comment.column {
                if let best = found, path[best].column >= path[level].column { continue }
                found = level
            }
        }
        if let found {
            path[found].closing.append(comment)
            limit.level = found
        } else if let next {
            next.leading.append(comment)
            limit.level = open - 1
        } else {
            root.closing.append(comment)
            limit.level = 0
        }
    }

    private mutating func place(_ comment: FormatComment, inside flow: FormatNode) {
        let after = Self.first(of: flow.entries) { $0.start > comment.offset }
        let previous = after > 0 ? flow.entries[after - 1] : nil
        if let previous, comment.followsText { return setTrailing(comment, of: previous) }
        var comment = comment
        comment.followsText = false
        if let previous, isBetween(comment, previous) { return previous.leading.append(comment) }
        if after < flow.entries.count {
            flow.entries[after].leading.append(comment)
        } else {
            flow.closing.append(comment)
        }
    }

    /// One line has room for one comment.
    private mutating func setTrailing(_ comment: FormatComment, of entry: FormatEntry) {
        entry.leading = (entry.leading + entry.trailing).sorted { $0.offset < $1.offset }
        entry.trailing = [comment]
        last = (entry, comment)
    }

    /// The innermost brackets that a byte is in.
    private func flow(around offset: Int) -> FormatNode? {
        let after = Self.first(of: flows) { $0.source.mark.offset > offset }
        var flow = after > 0 ? flows[after - 1] : nil
        while let inner = flow, inner.source.endMark.offset <= offset { flow = inner.parent }
        return flow?.isFlow == true ? flow : nil
    }

    /// The number of the first element that something holds for, which holds for all behind it, too.
    private static func first<Element>(of elements: [Element], where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if holds(elements[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
