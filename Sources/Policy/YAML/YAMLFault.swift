/// Why a text is not YAML, or not the part of YAML that is read here, and where.
public struct YAMLFault: Error, Sendable, Hashable {
    /// In lower case, without the place.
    public var message: String
    /// What to do about it, when that is known.
    public var help: String?
    public var mark: YAMLMark

    public init(_ message: String, help: String? = nil, at mark: YAMLMark) {
        self.message = message
        self.help = help
        self.mark = mark
    }
}

extension YAMLFault: CustomStringConvertible {
    public var description: String { "\(mark): \(message)" + (help.map { "; \($0)" } ?? "") }
}
