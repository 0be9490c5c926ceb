/// A place in a YAML text.
public struct YAMLMark: Sendable, Hashable {
    /// From 1. A line ends with a line feed, as editors count; no other character is let through as a line break.
    public var line: Int
    /// From 1, in characters (Unicode scalars), not in bytes and not in cells of a terminal.
    public var column: Int
    /// Bytes from the start of the text.
    public var offset: Int

    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

extension YAMLMark: CustomStringConvertible {
    public var description: String { "line \(line), column \(column)" }
}
