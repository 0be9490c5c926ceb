extension Endpoint {
    /// What the placeholders take when this route's path is that of a call, whatever the method.
    func match(_ whole: Span<UInt8>) -> EndpointMatch? {
        if let ending = path.ending, whole.isEmpty || whole[whole.count &- 1] != ending { return nil }
        let literals = path.literals
        guard Self.has(whole, literals[0], at: 0) else { return nil }
        var at = literals[0].count
        guard let head = path.placeholders.first else { return at == whole.count ? EndpointMatch(self) : nil }

        if head.swallowsSlashes {
            let tail = literals[1]
            let end = whole.count &- tail.count
            guard end >= at + (head.reach == .something ? 1 : 0), Self.has(whole, tail, at: end) else { return nil }
            // `.` takes no line feed in Go's regular expressions.
            for index in at..<end where whole[index] == 0x0A { return nil }
            return EndpointMatch(self, at..<end)
        }

        var ranges = (0..<0, 0..<0)
        for index in path.placeholders.indices {
            let start = at
            while at < whole.count, whole[at] != UInt8(ascii: "/") { at &+= 1 }
            let literal = literals[index &+ 1]
            guard at > start, Self.has(whole, literal, at: at) else { return nil }
            if index == 0 { ranges.0 = start..<at } else { ranges.1 = start..<at }
            at &+= literal.count
        }
        return at == whole.count ? EndpointMatch(self, ranges.0, ranges.1) : nil
    }

    private static func has(_ whole: Span<UInt8>, _ literal: [UInt8], at start: Int) -> Bool {
        guard start >= 0, whole.count &- start >= literal.count else { return false }
        for index in 0..<literal.count where whole[start &+ index] != literal[index] { return false }
        return true
    }
}

extension Endpoint {
    /// Whether a path is of this route's form; a route before it in the table may still take it.
    public func takes(path: Span<UInt8>) -> Bool { match(path) != nil }
}
