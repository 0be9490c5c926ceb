import FuzzSupport

/// A record of the log, read the slow way.
struct RecordReference {
    let line: Int
    let bytes: [UInt8]
    private let members: [JSONValue.Member]

    init(line: Int, bytes: [UInt8]) {
        self.line = line
        self.bytes = bytes
        guard case .object(let members)? = JSONReference.read(bytes) else { fail("taken, but it is no JSON object") }
        self.members = members
    }

    subscript(name: String) -> JSONValue? { Self.member(name, members) }

    private static func member(_ name: String, _ members: [JSONValue.Member]) -> JSONValue? {
        members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The value of a member that is a string.
    func text(_ name: String) -> [UInt8]? {
        guard case .string(let text)? = self[name] else { return nil }
        return Array(text.utf8)
    }

    func number(_ name: String) -> String? {
        guard case .number(let text)? = self[name] else { return nil }
        return text
    }

    /// The strings of a member that is a list.
    func list(_ name: String) -> [[UInt8]] {
        guard case .array(let values)? = self[name] else { return [] }
        return Self.strings(values)
    }

    /// The strings of some members of a member that is an object: their lists', and those that are strings themselves.
    func inner(_ name: String, _ names: [String]) -> [[UInt8]] {
        guard case .object(let members)? = self[name] else { return [] }
        return members.filter { member in names.contains { $0.utf8.elementsEqual(member.name.utf8) } }
            .flatMap { member in
                if case .array(let values) = member.value { Self.strings(values) } else { Self.strings([member.value]) }
            }
    }

    private static func strings(_ values: [JSONValue]) -> [[UInt8]] {
        values.compactMap { if case .string(let text) = $0 { Array(text.utf8) } else { nil } }
    }
}
