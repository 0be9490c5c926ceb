/// The text of one rule file, wherever it came from.
public struct RuleFile: Sendable {
    /// The name that messages show, usually the path.
    public let name: String
    public let text: [UInt8]
    /// Whether the file may hold nothing but tests.
    public let isTestsOnly: Bool

    public init(name: String, text: [UInt8], isTestsOnly: Bool = false) {
        self.name = name
        self.text = text
        self.isTestsOnly = isTestsOnly
    }

    public init(name: String, text: String) {
        self.init(name: name, text: Array(text.utf8))
    }

    /// Bytes; ten thousand rules are far below it.
    public static let sizeLimit = 8 << 20
}
