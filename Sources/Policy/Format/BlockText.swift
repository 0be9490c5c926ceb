/// A text of a rule file over several lines: its lines as they are behind a `|`, or wrapped behind a `>`.
struct BlockText {
    /// `|`, `|-`, `>` or `>-`.
    let header: String
    /// Without their indentation; an empty one is a blank line.
    let lines: [String]

    /// A text with line feeds in it; nothing where its lines can't stand as they are.
    init?(lines text: String) {
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
        let ends = text.hasSuffix("\n")
        let body = ends ? text.dropLast() : text[...]
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let first = lines.first, let last = lines.last, !first.isEmpty, !last.isEmpty, !first.hasPrefix(" "),
            lines.allSatisfy({ ScalarText.isPrintable($0) && !$0.hasSuffix(" ") })
        else { return nil }
        header = ends ? "|" : "|-"
        self.lines = lines
    }

    /// Prose, wrapped; nothing where a line feed can't stand for each of its spaces.
    ///
    /// - Parameter width: Characters that a line can have.
    init?(wrapping text: String, width: Int) {
        let ends = text.hasSuffix("\n")
        let words = (ends ? text.dropLast() : text[...]).split(separator: " ", omittingEmptySubsequences: false)
        guard words.allSatisfy({ !$0.isEmpty && ScalarText.isPrintable(String($0)) }) else { return nil }
        var lines: [String] = []
        var count = 0
        for word in words {
            let length = word.unicodeScalars.count
            if let last = lines.indices.last, count + 1 + length <= width {
                lines[last] += " " + word
                count += 1 + length
            } else {
                lines.append(String(word))
                count = length
            }
        }
        header = ends ? ">" : ">-"
        self.lines = lines
    }
}
