import Foundation

/// Reads the lists that the catalogue is held against.
enum CatalogueFixture {
    /// The lines of a list, split at spaces, without comments.
    static func rows(_ name: String, columns: Int, file: String = #filePath) throws -> [[String]] {
        let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
        let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ").map(String.init) }
        for row in rows where row.count != columns { throw Malformed(row: row) }
        return rows
    }

    struct Malformed: Error {
        let row: [String]
    }
}
