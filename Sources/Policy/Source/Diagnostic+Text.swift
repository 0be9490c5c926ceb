extension Diagnostic: CustomStringConvertible {
    /// The widest piece of a source line that is shown, in characters.
    static let shownWidth = 100

    /// `file:line:column: error: message [id]`, and below it the line with a caret and the help.
    public var description: String {
        var text = "\(place): \(severity.rawValue): \(message) [\(id)]"
        if let sourceLine, line > 0 {
            let number = String(line)
            let margin = String(repeating: " ", count: number.count)
            let (shown, caret) = Self.window(Array(sourceLine.unicodeScalars), column: column)
            let room = max(shown.unicodeScalars.count - caret, 1)
            text += "\n \(number) | \(shown)"
            text += "\n \(margin) | \(String(repeating: " ", count: caret))^"
            text += String(repeating: "~", count: min(width, room) - 1)
        }
        if let help { text += "\n  help: \(help)" }
        return text
    }

    /// Cuts a long line to the part around a column; gives the caret's offset into what is left.
    private static func window(_ line: [Unicode.Scalar], column: Int) -> (String, Int) {
        let caret = min(max(column - 1, 0), line.count)
        guard line.count > shownWidth else { return (text(line), caret) }
        let start = max(0, min(caret - shownWidth / 2, line.count - shownWidth))
        var shown = Array(line[start..<start + shownWidth])
        if start > 0 { shown[0] = "…" }
        if start + shownWidth < line.count { shown[shownWidth - 1] = "…" }
        return (text(shown), min(caret - start, shownWidth))
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
