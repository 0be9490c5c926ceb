import Foundation
import Testing

@testable import Policy

/// The rule files that people take as they are have nothing that `dockreeve check` would say a word about.
struct ShippedPolicyCheckTests {
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: Folders.policies.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test(arguments: names)
    func aFileHasNoFinding(name: String) throws {
        let text = try Data(contentsOf: Folders.policies.appending(path: name))
        let found = Policy.check([RuleFile(name: name, text: Array(text))]).diagnostics
        #expect(found.isEmpty, "\(found.map(\.description).joined(separator: "\n"))")
    }

    @Test func thereAreSome() { #expect(Self.names.count >= 3) }
}
