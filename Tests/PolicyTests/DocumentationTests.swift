import Foundation
import Testing

@testable import Policy

/// What the documentation shows is true.
struct DocumentationTests {
    /// The YAML blocks of a Markdown file.
    private static func blocks(_ name: String) throws -> [RuleFile] {
        let text = try String(contentsOf: Folders.root.appending(path: name), encoding: .utf8)
        var line = 0
        var start: Int?
        var block: [String] = []
        var blocks: [RuleFile] = []
        for content in text.components(separatedBy: "\n") {
            line += 1
            if let opened = start {
                guard content.hasPrefix("```") else {
                    block.append(content)
                    continue
                }
                blocks.append(RuleFile(name: "\(name):\(opened)", text: block.joined(separator: "\n") + "\n"))
                start = nil
                block = []
            } else if content == "```yaml" {
                start = line
            }
        }
        #expect(start == nil)
        return blocks
    }

    private static func isWhole(_ file: RuleFile) -> Bool { file.text.starts(with: Array("version:".utf8)) }

    /// The guide's files can be taken as they are: no finding, and their own tests pass.
    @Test func theGuideCanBeTakenAsItIs() throws {
        let files = try Self.blocks("docs/rule-files.md")
        let whole = files.filter(Self.isWhole)
        #expect(whole.count >= 10)
        for file in whole {
            let result = Policy.check([file])
            let found = result.diagnostics.map(\.description).joined(separator: "\n")
            #expect(found.isEmpty, "\(found)")
            guard let policy = result.policy else { continue }
            #expect(!policy.tests.isEmpty, "\(file.name)")
            for outcome in policy.run(policy.tests) {
                #expect(outcome.passed, "\(file.name) \(outcome.test.name): \(outcome.differences)")
            }
        }
    }

    @Test(arguments: ["docs/rule-files.md", "README.md", "examples/tls/README.md"])
    func everyBlockCompiles(name: String) throws {
        for file in try Self.blocks(name) {
            let text = String(decoding: file.text, as: UTF8.self)
            let isRule = text.trimmingCharacters(in: .whitespaces).hasPrefix("- id:")
            let whole = isRule ? RuleFile(name: file.name, text: "version: 1\nrules:\n\(text)") : file
            let result = Policy.compile([whole])
            #expect(result.policy != nil, "\(result.diagnostics)")
        }
    }

    /// Links between the documents lead somewhere.
    @Test func linksBetweenDocumentsHold() throws {
        for name in ["rule-files.md", "not-doing.md", "reference.md", "audit-log.md"] {
            let text = try String(contentsOf: Folders.docs.appending(path: name), encoding: .utf8)
            for piece in text.components(separatedBy: "](").dropFirst() {
                let target = piece.prefix { $0 != ")" }
                guard !target.hasPrefix("http") else { continue }
                let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let file = parts[0].isEmpty ? name : String(parts[0])
                let other = try? String(contentsOf: Folders.docs.appending(path: file), encoding: .utf8)
                guard let other else {
                    Issue.record("\(name) leads to \(file), which isn't there")
                    continue
                }
                guard parts.count == 2 else { continue }
                #expect(Self.anchors(other).contains(String(parts[1])), "\(name) leads to \(target)")
            }
        }
    }

    /// The names that headings get, as code hosts make them.
    private static func anchors(_ text: String) -> [String] {
        text.components(separatedBy: "\n").filter { $0.hasPrefix("#") }.map { heading in
            let title = heading.drop { $0 == "#" || $0 == " " }.lowercased()
            return String(
                title.filter { $0.isLetter || $0.isNumber || "- _".contains($0) }.map { $0 == " " ? "-" : $0 }
            )
        }
    }
}
