/// A fact that a call would have had, with any value or a certain one: `privileged`, `host_mount=/etc*`.
public struct FactMatch: Sendable, Equatable {
    /// As it stands in the record.
    public let name: String
    let value: TextGlob?

    /// - Parameter text: The fact's name, and behind a `=` its value if it matters.
    public init?(_ text: String) {
        let equals = text.firstIndex(of: "=")
        name = String(text[..<(equals ?? text.endIndex)])
        guard !name.isEmpty else { return nil }
        value = equals.map { TextGlob(String(text[text.index(after: $0)...])) }
    }

    var needle: [UInt8]? { value?.needle ?? Array("\"\(name)\"".utf8) }
}
