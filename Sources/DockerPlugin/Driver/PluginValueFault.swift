/// Why a text is not one ``PluginValue``, and where.
public struct PluginValueFault: Error, Sendable, Equatable {
    /// What is wrong, for a person: lower-case.
    public let message: String
    /// Offset into the text, in bytes.
    public let offset: Int
}

extension PluginValueFault: CustomStringConvertible {
    public var description: String { "\(message), at byte \(offset)" }
}
