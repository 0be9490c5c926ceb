/// Reads the text of a ``BodyPath``.
struct BodyPathParser {
    private let text: [UInt8]
    private var at = 0
    private var steps: [BodyPath.Step] = []

    init(_ text: [UInt8]) { self.text = text }

    mutating func parse() throws(BodyPathError) -> [BodyPath.Step] {
        guard !text.isEmpty else { throw BodyPathError(.empty, at: 0) }
        var needsName = text[0] != UInt8(ascii: "[")
        while needsName || at < text.count {
            guard steps.count < BodyPath.maximumSteps else { throw BodyPathError(.tooLong, at: at) }
            if needsName {
                try parseName()
                needsName = false
            } else if text[at] == UInt8(ascii: ".") {
                at += 1
                needsName = true
            } else if text[at] == UInt8(ascii: "[") {
                at += 1
                try parseBracket()
            } else {
                throw BodyPathError(.missingDot, at: at)
            }
        }
        return steps
    }

    private mutating func parseName() throws(BodyPathError) {
        let start = at
        while at < text.count, text[at] != UInt8(ascii: "."), text[at] != UInt8(ascii: "[") {
            at += 1
        }
        guard at > start else { throw BodyPathError(.emptyName, at: start) }
        steps.append(.name(BodyPath.Name(Array(text[start..<at]))))
    }

    /// - Precondition: The opening bracket has been read.
    private mutating func parseBracket() throws(BodyPathError) {
        let start = at
        guard at < text.count else { throw BodyPathError(.unclosedBracket, at: start - 1) }
        if text[at] == UInt8(ascii: "*") {
            at += 1
            steps.append(.every)
        } else if text[at] == UInt8(ascii: "\"") {
            at += 1
            steps.append(.name(BodyPath.Name(try parseQuoted())))
        } else {
            var index = 0
            while at < text.count, text[at] &- UInt8(ascii: "0") < 10 {
                index = index * 10 + Int(text[at] - UInt8(ascii: "0"))
                at += 1
                guard index < 1_000_000_000 else { throw BodyPathError(.badIndex, at: start) }
            }
            guard at > start else { throw BodyPathError(.badIndex, at: start) }
            steps.append(.index(index))
        }
        guard at < text.count else { throw BodyPathError(.unclosedBracket, at: start - 1) }
        guard text[at] == UInt8(ascii: "]") else { throw BodyPathError(.badIndex, at: at) }
        at += 1
    }

    private mutating func parseQuoted() throws(BodyPathError) -> [UInt8] {
        let start = at
        var name: [UInt8] = []
        while at < text.count, text[at] != UInt8(ascii: "\"") {
            if text[at] == UInt8(ascii: "\\"), at + 1 < text.count { at += 1 }
            name.append(text[at])
            at += 1
        }
        guard at < text.count else { throw BodyPathError(.unclosedQuote, at: start - 1) }
        at += 1
        return name
    }
}
