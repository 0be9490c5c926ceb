import Policy
import Testing

@testable import dockreeve

@Suite struct CheckReportTests {
    private func report(_ files: RuleFile...) -> CheckReport { CheckReport(Policy.compile(files)) }

    @Test func countsAreInTheSingularForOne() {
        let fine = report(RuleFile(name: "a.yaml", text: RuleTexts.everything))
        #expect(fine.exitStatus == 0)
        #expect(fine.text == "fine: 1 rule in 1 file\n")
        #expect(fine.json == #"{"rules":1,"files":1,"findings":[]}"# + "\n")
    }

    @Test func findingsAreShownWithTheirLine() {
        let broken = report(RuleFile(name: "a.yaml", text: RuleTexts.broken))
        #expect(broken.exitStatus == 1)
        #expect(broken.text.hasPrefix("a.yaml:5:14: error: "))
        #expect(broken.text.contains("    match: { methud: GET }"))
        #expect(broken.text.hasSuffix("\n1 error, 0 warnings\n"))
    }

    @Test func noFilesAtAllIsTrouble() {
        let empty = report()
        #expect(empty.exitStatus == 2)
        #expect(!empty.text.contains("fine"))
    }
}
