import Foundation
import Policy
import Testing

@testable import dockreeve

/// The digest that every record carries: the same for the same files, and for no others.
@Suite struct PolicyDigestTests {
    private func digest(_ files: RuleFile...) throws -> String {
        PolicyDigest.of(files)
    }

    private let one = RuleTexts.everything
    private let two = RuleTexts.everything.replacing("all.of-it", with: "two")

    @Test func isTheSameWhereverTheFilesLie() throws {
        let here = try digest(RuleFile(name: "/etc/a/10.yaml", text: one))
        let there = try digest(RuleFile(name: "b/10.yaml", text: one))
        #expect(here == there)
        #expect(here.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    }

    @Test func tellsEveryChangeApart() throws {
        let digests = try [
            digest(RuleFile(name: "10.yaml", text: one)), digest(RuleFile(name: "11.yaml", text: one)),
            digest(RuleFile(name: "10.yaml", text: one + "\n")), digest(RuleFile(name: "10.yaml", text: two)),
            digest(RuleFile(name: "10.yaml", text: one), RuleFile(name: "11.yaml", text: two)),
            digest(RuleFile(name: "10.yaml", text: two), RuleFile(name: "11.yaml", text: one)),
            digest(RuleFile(name: "10.yaml", text: one + "#"), RuleFile(name: "11.yaml", text: two)),
            digest(RuleFile(name: "10.yaml", text: one), RuleFile(name: "#11.yaml", text: two)),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test func isSHA256OverLengthsNamesAndTexts() throws {
        var bytes: [UInt8] = []
        for part in ["10.yaml", one] {
            withUnsafeBytes(of: UInt64(part.utf8.count).bigEndian) { bytes += $0 }
            bytes += Array(part.utf8)
        }
        let folder = try TemporaryFolder()
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = [try folder.write("bytes", bytes)]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(try digest(RuleFile(name: "/x/10.yaml", text: one)) == text.prefix(64))
    }
}
