import Policy
import Testing

@testable import dockreeve

/// A policy proves itself before it decides.
@Suite struct PolicyCandidateTests {
    private static func compiled(expecting effect: String) -> CompileResult {
        let test = "{ name: one, request: GET /info, expect: \(effect) }"
        let text = "\(RuleTexts.fine)tests:\n  - \(test)\n  - \(test.replacing("one", with: "two"))\n"
        return Policy.compile([RuleFile(name: "x.yaml", text: text)])
    }

    @Test func whatPassesItsOwnTestsIsUsed() {
        let (policy, diagnostics) = PolicyCandidate.proven(Self.compiled(expecting: "allow"))
        #expect(policy != nil && diagnostics.isEmpty, "\(diagnostics)")
    }

    @Test func whatFailsThemIsNot() {
        let (policy, diagnostics) = PolicyCandidate.proven(Self.compiled(expecting: "deny"))
        #expect(policy == nil)
        #expect(diagnostics.map(\.id) == ["test-failed", "test-failed"])
    }

    /// A policy that was not shown to be what it says is none.
    @Test func testsThatTakeTooLongAreNotPassed() throws {
        let (policy, diagnostics) = PolicyCandidate.proven(Self.compiled(expecting: "allow"), testTime: 0)
        #expect(policy == nil)
        let problem = try #require(diagnostics.first)
        #expect(diagnostics.count == 1 && problem.id == "test-failed" && problem.line > 1)
        #expect(problem.message.contains("take too long") && problem.message.contains("`one`"), "\(problem)")
    }
}
