import DockerAPI
import Foundation
import Testing

@testable import Policy

/// The reference says what the program does.
struct ReferenceTests {
    private static let file = Folders.docs.appending(path: "reference.md")

    @Test func theFileIsWhatTheProgramPrints() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(text == Reference.markdown, "run `dockreeve reference > docs/reference.md`")
    }

    @Test func everyAttributeIsExplained() {
        let entries = AttributeReference.plain + AttributeReference.certificate + AttributeReference.facts
        let known = Set(AttributeReader.names).subtracting(["any", "not", "phase"])
        #expect(Set(entries.map(\.name)) == known)
        #expect(entries.count == known.count && entries.allSatisfy { !$0.text.isEmpty })
    }

    /// What is said of phase and number of values is what the engine thinks.
    @Test func phaseAndCountAreThoseOfTheEngine() throws {
        for entry in AttributeReference.plain where entry.name != "group" {
            let name = entry.name.hasSuffix(".") ? entry.name + "X" : entry.name
            let attribute = try CallAttribute(parsing: name)
            #expect(attribute.isResponseOnly == entry.isResponseOnly, "\(name)")
            #expect(attribute.isSingle == (entry.count == .one), "\(name)")
            #expect(Attribute.call(attribute).isText == (entry.count == .text), "\(name)")
        }
    }

    @Test func everyConditionIsExplained() {
        let written = ConditionReference.all.map(\.written).joined(separator: " ")
        for name in ConditionReader.operators + ["any", "not", "phase"] {
            #expect(written.contains("\(name): "), "\(name)")
        }
    }

    @Test func everyCodeActionAndFindingIsThere() {
        let text = Reference.markdown
        let codes = Reason.ofDecisions.map(\.rawValue) + Guard.allCases.map(\.rawValue)
        for name in codes + Catalogue.actions + DiagnosticKind.allCases.map(\.rawValue) {
            #expect(text.contains("| `\(name)` |"), "\(name)")
        }
        let reasons = Reason.explanations.map(\.reason)
        #expect(Set(reasons).count == reasons.count && reasons.contains(.monitorMode))
    }

    @Test func findingsHaveSentences() {
        for kind in DiagnosticKind.allCases {
            #expect(
                kind.explanation.hasSuffix(".") && kind.explanation.first?.isLowercase == false
                    || kind.explanation.hasPrefix("`")
            )
        }
    }
}
