import NIOCore

/// The members of one driver call's object, taken out by their types.
///
/// Go writes an empty map as `null`, so `null` counts as absent. Members that nobody asks for are kept out of the way: a
/// newer daemon may send more.
struct DriverCall: Sendable {
    private let members: [String: PluginValue]

    /// No call of these interfaces is near as large; a larger one isn't read.
    static let maximumBytes = 1024 * 1024
    /// Of names and identifiers, in bytes: file names can't be longer on Linux (`NAME_MAX`).
    static let maximumNameBytes = 255

    /// - Parameter body: May be empty: the daemon sends nothing with calls that have no parameters.
    init(_ body: ByteBuffer) throws(InvalidCall) {
        guard body.readableBytes <= Self.maximumBytes else {
            throw InvalidCall("the call is over \(Self.maximumBytes) bytes")
        }
        guard body.readableBytes > 0 else {
            members = [:]
            return
        }
        let value: PluginValue
        do throws(PluginValueFault) {
            value = try PluginValue(json: body.readableBytesUInt8Span)
        } catch {
            throw InvalidCall("the call is not a JSON object: \(error)")
        }
        guard case .object(let members) = value else { throw InvalidCall("the call is not a JSON object") }
        self.members = members
    }

    init(_ members: [String: PluginValue]) { self.members = members }

    private func member(_ name: String) -> PluginValue? {
        guard let value = members[name], value != .null else { return nil }
        return value
    }

    func string(_ name: String) throws(InvalidCall) -> String? {
        guard let value = member(name) else { return nil }
        guard case .string(let text) = value else { throw InvalidCall("`\(name)` is not a string") }
        return text
    }

    /// Empty when absent.
    func text(_ name: String) throws(InvalidCall) -> String { try string(name) ?? "" }

    func bool(_ name: String) throws(InvalidCall) -> Bool {
        guard let value = member(name) else { return false }
        guard case .bool(let bool) = value else { throw InvalidCall("`\(name)` is not true or false") }
        return bool
    }

    func integer(_ name: String) throws(InvalidCall) -> Int? {
        guard let value = member(name) else { return nil }
        guard let integer = value.integer else { throw InvalidCall("`\(name)` is not a whole number") }
        return integer
    }

    func object(_ name: String) throws(InvalidCall) -> [String: PluginValue] {
        guard let value = member(name) else { return [:] }
        guard case .object(let members) = value else { throw InvalidCall("`\(name)` is not an object") }
        return members
    }

    func call(_ name: String) throws(InvalidCall) -> DriverCall { DriverCall(try object(name)) }

    func calls(_ name: String) throws(InvalidCall) -> [DriverCall] {
        guard let value = member(name) else { return [] }
        guard case .array(let values) = value else { throw InvalidCall("`\(name)` is not an array") }
        var calls: [DriverCall] = []
        for value in values {
            guard case .object(let members) = value else { throw InvalidCall("`\(name)` holds what is no object") }
            calls.append(DriverCall(members))
        }
        return calls
    }

    /// A map of strings, as the options of `docker … create --opt NAME=VALUE` are.
    func strings(_ name: String) throws(InvalidCall) -> [String: String] {
        var strings: [String: String] = [:]
        for (key, value) in try object(name) {
            guard case .string(let text) = value else { throw InvalidCall("`\(name)` holds what is no string") }
            strings[key] = text
        }
        return strings
    }

    /// What a driver may use as the name of a file: not empty, at most 255 bytes, without `/`, `..` and control
    /// characters, and not a lone `.`.
    func name(_ name: String) throws(InvalidCall) -> String {
        guard let text = try string(name), !text.isEmpty else { throw InvalidCall("`\(name)` is missing or empty") }
        guard text.utf8.count <= Self.maximumNameBytes else {
            throw InvalidCall("`\(name)` is over \(Self.maximumNameBytes) bytes")
        }
        guard !text.utf8.contains(UInt8(ascii: "/")), !text.contains("..") else {
            throw InvalidCall("`\(name)` holds `/` or `..`")
        }
        guard text != ".", !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw InvalidCall("`\(name)` is `.` or holds control characters")
        }
        return text
    }

    /// Any text that is there, at most 4096 bytes (`PATH_MAX`), without control characters.
    func line(_ name: String) throws(InvalidCall) -> String {
        guard let text = try string(name), !text.isEmpty else { throw InvalidCall("`\(name)` is missing or empty") }
        guard text.utf8.count <= 4096 else { throw InvalidCall("`\(name)` is over 4096 bytes") }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw InvalidCall("`\(name)` holds control characters")
        }
        return text
    }

    /// Nothing when absent or empty: Go writes an absent address as `""`.
    func address(_ name: String) throws(InvalidCall) -> IPAddress? {
        guard let text = try string(name), !text.isEmpty else { return nil }
        guard let address = IPAddress(text) else { throw InvalidCall("`\(name)` is not an IP address: `\(text)`") }
        return address
    }

    /// Nothing when absent or empty.
    func prefix(_ name: String) throws(InvalidCall) -> IPPrefix? {
        guard let text = try string(name), !text.isEmpty else { return nil }
        return try Self.prefix(text, name)
    }

    func prefixes(_ name: String) throws(InvalidCall) -> [String: IPPrefix] {
        var prefixes: [String: IPPrefix] = [:]
        for (key, text) in try strings(name) { prefixes[key] = try Self.prefix(text, name) }
        return prefixes
    }

    private static func prefix(_ text: String, _ name: String) throws(InvalidCall) -> IPPrefix {
        guard let prefix = IPPrefix(text) else {
            throw InvalidCall("`\(name)` is not an address with a prefix length, as `10.0.0.1/24`: `\(text)`")
        }
        return prefix
    }
}
