import StrictJSON

/// Looks into a small scanned JSON document; a value that isn't what is asked for is nothing.
struct JSONMembers {
    private let bytes: [UInt8]
    private let tokens: [JSONToken]

    init(_ bytes: [UInt8], _ tokens: [JSONToken]) {
        self.bytes = bytes
        self.tokens = tokens
    }

    /// An object's members by name; nothing for anything else, and where a name comes twice.
    func members(of object: Int) -> [String: Int]? {
        guard let range = inside(object, .object) else { return nil }
        var members: [String: Int] = [:]
        var at = range.lowerBound
        while at + 1 < range.upperBound {
            guard members.updateValue(at + 1, forKey: JSONString.text(bytes.span, tokens[at])) == nil else {
                return nil
            }
            at = Int(tokens[at + 1].next)
        }
        return members
    }

    func elements(of array: Int) -> [Int]? {
        guard let range = inside(array, .array) else { return nil }
        var elements: [Int] = []
        var at = range.lowerBound
        while at < range.upperBound {
            elements.append(at)
            at = Int(tokens[at].next)
        }
        return elements
    }

    func string(_ value: Int) -> String? {
        guard tokens.indices.contains(value), tokens[value].kind == .string else { return nil }
        return JSONString.text(bytes.span, tokens[value])
    }

    func isInteger(_ value: Int, _ number: Int) -> Bool {
        guard tokens.indices.contains(value), tokens[value].kind == .number else { return false }
        return bytes[tokens[value].range].elementsEqual("\(number)".utf8)
    }

    private func inside(_ value: Int, _ kind: JSONKind) -> Range<Int>? {
        guard tokens.indices.contains(value), tokens[value].kind == kind else { return nil }
        return value + 1..<max(Int(tokens[value].next), value + 1)
    }
}
