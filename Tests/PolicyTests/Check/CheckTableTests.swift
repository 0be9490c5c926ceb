import Foundation
import Testing

@testable import Policy

/// Each finding has rule files in which it must be, at its place, and others in which it must not be.
struct CheckTableTests {
    @Test(arguments: CheckCase.all)
    func aCase(_ entry: CheckCase) throws {
        let result = Policy.check([RuleFile(name: "test.yaml", text: entry.text)])
        let report = result.diagnostics.map(\.description).joined(separator: "\n")
        #expect(result.policy != nil, "\(report)")
        #expect(!result.hasErrors, "\(report)")
        let found = result.diagnostics.filter { $0.id == entry.id }
        guard let place = entry.place else {
            #expect(found.isEmpty, "\(report)")
            return
        }
        #expect(found.map(\.line) == [place.line], "\(report)")
        #expect(found.map(\.column) == [place.column], "\(report)")
        #expect(found.allSatisfy { $0.severity == .warning && $0.sourceLine != nil && $0.help != nil }, "\(report)")
    }

    @Test func everyFindingHasBothKinds() {
        for kind in DiagnosticKind.allCases where kind.isAdvice && kind != .nobodyAuthenticates {
            let cases = CheckCase.all.filter { $0.id == kind.rawValue }
            #expect(cases.contains { $0.place != nil }, "\(kind)")
            #expect(cases.count { $0.place == nil } > 0, "\(kind)")
        }
        #expect(CheckCase.all.allSatisfy { DiagnosticKind(rawValue: $0.id)?.isAdvice == true })
    }

    @Test func loadingLooksForNoneOfThem() {
        for entry in CheckCase.all {
            let result = Policy.compile([RuleFile(name: "test.yaml", text: entry.text)])
            #expect(result.policy != nil && result.diagnostics.isEmpty, "\(entry.testDescription)")
        }
    }
}
