import Foundation
import Policy
import Testing

/// One case of the table of findings: a rule file, and where a finding has to be or that there is none.
struct CheckCase: Sendable, CustomTestStringConvertible {
    let id: String
    let title: String
    /// Line and column; nothing where the finding must not be.
    let place: (line: Int, column: Int)?
    let text: String

    var testDescription: String { "\(id): \(title)" }

    /// `### must-find LINE:COLUMN: title` or `### must-not-find: title`, and the file below it.
    static let all: [CheckCase] = {
        let folder = Folders.fixtures.appending(path: "check")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.sorted().flatMap { file -> [CheckCase] in
            let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
            return ("\n" + text).components(separatedBy: "\n### ").dropFirst().compactMap { part in
                CheckCase(part, id: String(file.dropLast(".yaml".count)))
            }
        }
    }()

    private init?(_ part: String, id: String) {
        guard let end = part.firstIndex(of: "\n") else { return nil }
        let head = part[..<end]
        text = String(part[part.index(after: end)...]) + "\n"
        self.id = id
        let words = head.split(separator: ":", maxSplits: 2).map { $0.trimmingCharacters(in: .whitespaces) }
        if head.hasPrefix("must-find "), words.count == 3, let line = Int(words[0].dropFirst("must-find ".count)),
            let column = Int(words[1])
        {
            place = (line, column)
            title = words[2]
        } else if head.hasPrefix("must-not-find: ") {
            place = nil
            title = String(head.dropFirst("must-not-find: ".count))
        } else {
            return nil
        }
    }
}
