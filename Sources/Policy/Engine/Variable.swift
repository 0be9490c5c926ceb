import DockerAPI
import StrictJSON

/// What a `${…}` stands for: a value that says who the caller is.
struct Variable: Hashable, Sendable {
    let name: String
    let attribute: Attribute
    /// Whether a value may have a `/` in it.
    let allowsSlash: Bool

    /// Whether a value can stand in a pattern or a message without changing the shape of what is around it.
    ///
    /// An empty value is none. `..` or a `/` would lead out of the directory that a pattern like `/home/${user}(/.*)?`
    /// means, and nobody's name has a control character in it.
    func isUsable(_ value: Span<UInt8>) -> Bool {
        guard !value.isEmpty, value.count <= 512, UTF8Sequence.isValid(value) else { return false }
        var isDots = value.count <= 2
        for index in 0..<value.count {
            let byte = value[index]
            if byte < 0x20 || byte == 0x7F { return false }
            if byte == UInt8(ascii: "/"), !allowsSlash { return false }
            if byte != UInt8(ascii: ".") { isDots = false }
        }
        return !isDots
    }
}
