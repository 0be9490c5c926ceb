import Audit
import Policy
import TestSupport
import Testing

@testable import dockreeve

/// What becomes of files that were read, told without files.
@Suite struct PolicyLedgerTests {
    private func bad(_ message: String) -> PolicyLedger.Candidate {
        .bad([
            Diagnostic(.notRead, severity: .warning, at: SourcePlace(file: "x", line: 0), "a warning"),
            Diagnostic(.unknownKey, at: SourcePlace(file: "a.yaml", line: 2), message),
        ])
    }

    private let time = Timestamp(microseconds: 1)

    @Test func revisionsCountUp() {
        var ledger = PolicyLedger()
        #expect(ledger.consider(.good(sha256: "1"), at: time) == .install(PolicyStamp(revision: 1, sha256: "1")))
        #expect(ledger.consider(.good(sha256: "1"), at: time) == .unchanged)
        #expect(ledger.consider(.good(sha256: "2"), at: time) == .install(PolicyStamp(revision: 2, sha256: "2")))
        // What was in force before comes back as a new revision.
        #expect(ledger.consider(.good(sha256: "1"), at: time) == .install(PolicyStamp(revision: 3, sha256: "1")))
    }

    @Test func aRefusalLeavesWhatIsInForce() {
        var ledger = PolicyLedger()
        _ = ledger.consider(.good(sha256: "1"), at: time)
        guard case .refuse(let refusal, isNews: true) = ledger.consider(bad("wrong"), at: time) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.text == "a.yaml:2:1: wrong" && refusal.count == 1)
        #expect(ledger.inForce?.sha256 == "1" && ledger.isRefusing)
        // The same once more is no news, and keeps its time.
        let later = Timestamp(microseconds: 2)
        #expect(ledger.consider(bad("wrong"), at: later) == .refuse(refusal, isNews: false))
        guard case .refuse(let other, isNews: true) = ledger.consider(bad("worse"), at: later) else {
            Issue.record("not refused")
            return
        }
        #expect(other.time == later && ledger.lastRefusal == other)
        #expect(ledger.consider(.good(sha256: "1"), at: later) == .restored)
        #expect(!ledger.isRefusing && ledger.lastRefusal == other)
        // After something good the same mistake is news again.
        guard case .refuse(_, isNews: true) = ledger.consider(bad("worse"), at: later) else {
            Issue.record("no news")
            return
        }
    }

    @Test func aKeptPolicyCountsAsTheFirst() {
        var ledger = PolicyLedger()
        _ = ledger.consider(bad("wrong"), at: time)
        #expect(ledger.keep(sha256: "1") == PolicyStamp(revision: 1, sha256: "1"))
        #expect(ledger.isKept && ledger.isRefusing)
        #expect(ledger.consider(.good(sha256: "1"), at: time) == .restored)
        #expect(!ledger.isKept)
        #expect(ledger.consider(.good(sha256: "2"), at: time) == .install(PolicyStamp(revision: 2, sha256: "2")))
    }

    @Test func aFileOfTheStateDirectoryIsReadAsItWasWritten() throws {
        let file = LastGoodFile(
            sha256: "ab",
            directory: "/etc/\"x\"",
            time: "now",
            files: [.init(name: "a.yaml", text: "line\n\t\u{1F40B}\u{0}"), .init(name: "b", text: "")]
        )
        #expect(LastGoodFile(json: file.json) == file)
        for length in 0..<file.json.count - 1 { #expect(LastGoodFile(json: Array(file.json[..<length])) == nil) }
        var dice = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            var bytes = file.json
            for _ in 0..<3 { bytes[Int(dice.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: dice.next()) }
            _ = LastGoodFile(json: bytes)
        }
    }
}
