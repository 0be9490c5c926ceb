/// Lines of text in columns.
enum TextTable {
    /// - Parameters:
    ///   - rows: Cells that are harmless already.
    ///   - numbers: Columns that stand at the right.
    /// - Returns: One line for each row.
    static func lines(_ rows: [[String]], numbers: Set<Int> = [], indent: String = "") -> String {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        return rows.map { row in
            var line = indent
            for (index, cell) in row.enumerated() {
                let space = String(repeating: " ", count: max(0, widths[index] - cell.count))
                if index > 0 { line += "  " }
                line += numbers.contains(index) ? space + cell : index == row.count - 1 ? cell : cell + space
            }
            return line + "\n"
        }.joined()
    }
}
