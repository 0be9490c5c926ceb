/// A place in a rule file, as people and editors count: lines and columns from 1, columns in characters.
public struct SourcePlace: Sendable, Hashable {
    /// The file's name as it was given to the loader.
    public let file: String
    public let line: Int
    public let column: Int

    public init(file: String, line: Int, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePlace: Comparable {
    public static func < (one: SourcePlace, other: SourcePlace) -> Bool {
        if one.file != other.file { return one.file < other.file }
        return one.line != other.line ? one.line < other.line : one.column < other.column
    }
}

extension SourcePlace: CustomStringConvertible {
    /// `file:line:column`, or the file alone where no line is meant.
    public var description: String {
        line > 0 ? "\(SafeText.inline(file)):\(line):\(column)" : SafeText.inline(file)
    }

    /// `file:line`.
    public var lineDescription: String { line > 0 ? "\(SafeText.inline(file)):\(line)" : SafeText.inline(file) }
}
