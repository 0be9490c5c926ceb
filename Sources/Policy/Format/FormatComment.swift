/// A comment of a rule file, from its `#` on.
struct FormatComment {
    /// Without blanks at its end.
    var text: String
    /// Bytes from the start of the file to its `#`.
    var offset: Int
    /// From 1.
    var line: Int
    /// From 1, in characters.
    var column: Int
    /// Whether a value, or a part of one, stands before it on its line.
    var followsText: Bool
    /// Whether the line before it is blank.
    var hasBlankBefore: Bool
}
