import Foundation
import TestSupport
import Testing

@testable import Policy

/// Rule files in every layout: the same meaning after it, the same comments, and nothing left to do.
@Suite struct FormatPropertyTests {
    @Test(arguments: 0..<4)
    func everyLayoutBecomesOne(part: Int) throws {
        var comments = 0
        for round in 0..<25 {
            let seed = UInt64(part * 1000 + round)
            var generator = LayoutModelGenerator(random: SeededGenerator(seed: seed))
            let model = generator.file()
            for layout in 0..<2 {
                var writer = LayoutWriter(seed: seed &* 31 &+ UInt64(layout))
                writer.write(model)
                comments += writer.comments.count
                let source = Array(writer.text.utf8)
                let formatted = try Self.format(source, "seed \(seed)\n\(writer.text)")
                let text = String(decoding: formatted, as: UTF8.self)
                #expect(SyntaxDump.text(formatted) == SyntaxDump.text(source), "\(writer.text)\n=====\n\(text)")
                let again = String(decoding: try Self.format(formatted, text), as: UTF8.self)
                let isSame = again.utf8.elementsEqual(formatted)
                #expect(isSame, "seed \(seed)\n\(writer.text)\n=====\n\(text)\n=====\n\(again)")
                for comment in writer.comments {
                    // Each has a number of its own at its end.
                    let count = text.split(separator: "\n").count { $0.hasSuffix(comment) }
                    #expect(count >= 1, "\(comment)\n\(writer.text)\n=====\n\(text)")
                }
                #expect(text.isEmpty || text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
                #expect(!text.contains(" \n") && !text.contains("\n\n\n") && !text.contains("\r"), "\(text)")
            }
        }
        #expect(comments > 300)
    }

    private static func format(_ text: [UInt8], _ shown: String) throws -> [UInt8] {
        do {
            return try RuleFileFormatter.format(RuleFile(name: "x.yaml", text: text))
        } catch {
            Issue.record("\(error)\n\(shown)")
            throw error
        }
    }

    /// What isn't meant as a rule file: formatted with the same guarantees, or refused; never a mistake of ours.
    @Test func brokenFilesAreFormattedOrRefused() throws {
        var random = SeededGenerator(seed: 77)
        let pieces = [
            "\n", "  ", "- ", ": ", "[", "]", "{", "}", "'", "\"", " # c\n", "|", ">", "\t", "? ", ",", "é", "\r\n",
        ]
        var (formatted, refused) = (0, 0)
        for round in 0..<250 {
            var generator = LayoutModelGenerator(random: SeededGenerator(seed: UInt64(round)))
            var writer = LayoutWriter(seed: UInt64(round))
            writer.write(generator.file())
            var bytes = Array(writer.text.utf8)
            for _ in 0...(random.next() % 3) {
                let at = Int(random.next() % UInt64(bytes.count + 1))
                if random.next() % 2 == 0, at < bytes.count {
                    bytes.remove(at: at)
                } else {
                    bytes.insert(contentsOf: Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8), at: at)
                }
            }
            let shown = String(decoding: bytes, as: UTF8.self)
            do {
                let once = try RuleFileFormatter.format(RuleFile(name: "x.yaml", text: bytes))
                formatted += 1
                let text = String(decoding: once, as: UTF8.self)
                #expect(SyntaxDump.text(once) == SyntaxDump.text(bytes), "\(shown)\n=====\n\(text)")
                let twice = try RuleFileFormatter.format(RuleFile(name: "x.yaml", text: once))
                let isSame = twice == once
                #expect(isSame, "\(shown)\n=====\n\(text)\n=====\n\(String(decoding: twice, as: UTF8.self))")
            } catch RuleFileFormatter.Failure.unreadable {
                refused += 1
            } catch {
                Issue.record("\(error)\n\(shown)")
            }
        }
        #expect(formatted > 30 && refused > 30)
    }

    @Test func theLibraryIsInItsForm() throws {
        for name in ShippedPolicyTests.names {
            let text = Array(try Data(contentsOf: Folders.policies.appending(path: name)))
            let isFormatted = try RuleFileFormatter.format(RuleFile(name: name, text: text)) == text
            #expect(isFormatted, "run `dockreeve fmt policies/`, then scripts/embed-policies: \(name)")
        }
    }
}
