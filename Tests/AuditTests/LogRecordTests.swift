import Foundation
import Testing

@testable import Audit

@Suite("Records about the log itself")
struct LogRecordTests {
    private let stamp = PolicyStamp(revision: 2, sha256: "00ff")

    @Test("start and stop")
    func startAndStop() {
        var entry = AuditEntry()
        entry.start(version: "1.2.3", process: 42, policy: stamp)
        let start = #"{"phase":"start","version":"1.2.3","pid":42,"level":"metadata""#
        #expect(entry.text == start + #","policy":{"revision":2,"sha256":"00ff"}}"#)
        entry.start(version: "1.2.3", process: 42, policy: nil)
        #expect(entry.text == start + "}")
        entry.stop(reason: "SIGTERM")
        #expect(entry.text == #"{"phase":"stop","reason":"SIGTERM"}"#)
    }

    @Test("a policy that is in force, and one that was refused")
    func policy() {
        var entry = AuditEntry()
        entry.policyInForce(stamp, rules: 10)
        #expect(
            entry.text == #"{"phase":"policy","reason":"in-force","policy":{"revision":2,"sha256":"00ff"},"rules":10}"#
        )
        entry.policyRefused(error: "a.yaml:3:1: \"x\"", remaining: nil)
        #expect(entry.text == #"{"phase":"policy","reason":"refused","error":"a.yaml:3:1: \"x\""}"#)
        entry.policyRefused(error: "e", remaining: stamp)
        #expect(entry.text.hasSuffix(#""policy":{"revision":2,"sha256":"00ff"}}"#))
    }
}
