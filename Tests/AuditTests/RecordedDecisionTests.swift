import DockerAPI
import Foundation
import PCRE2
import Policy
import Testing

@testable import Audit

/// A record read back is the call that it was written of, as far as it holds it.
@Suite("Records as calls again")
struct RecordedDecisionTests {
    private static let known: [CallAttribute] = [
        .user, .authentication, .method, .path, .uri, .version, .action, .target,
    ]

    @Test("recorded traffic: what is known is the same, what isn't is among the unknowns")
    func traffic() throws {
        let directory = try TemporaryDirectory()
        let log = try AuditLog(path: directory.file())
        let judge = try Judge("version: 1\nrules: [{id: all, effect: allow, match: {path: '.*'}}]")
        var reader = CallReader()
        var entry = AuditEntry()
        var originals: [APICall] = []
        for wire in try recordedCalls() {
            reader.read(wire)
            let decision = judge.policy.decide(reader.call, scratch: judge.scratch)
            entry.call(reader.call, decision, RecordContext(id: DecisionID(), policy: nil, microseconds: 1), Redactor())
            try log.append(entry)
            originals.append(reader.call)
        }
        var records = try RecordReader(directory.file())
        var scratch = RecordScratch()
        var hidden: FactSet = []
        var number = 0
        while let item = try records.next() {
            guard case .decision = item else {
                Issue.record("not a decision")
                continue
            }
            let original = originals[number]
            number += 1
            let unknowns = records.decision.read(into: &reader, &scratch)
            #expect(records.decision.isAllowed)
            #expect(records.decision.rules == (original.phase == .request ? ["all"] : []))
            #expect(reader.call.phase == original.phase && reader.call.status == original.status)
            let isRedacted = records.decision.list(.redacted).contains { $0.hasPrefix("query.") }
            #expect(isRedacted == !unknowns.parameters.isEmpty)
            for attribute in Self.known where !isRedacted || attribute != .uri {
                #expect(reader.call.values(of: attribute) == original.values(of: attribute), "\(attribute.name)")
            }
            for (name, value) in original.parameters where !unknowns.parameters.contains(name) {
                #expect(reader.call.values(of: .query(name)).contains(value))
            }
            for fact in Fact.allCases where !unknowns.facts.contains(fact) {
                let values = original.values(of: .fact(fact))
                if unknowns.hiddenFacts.contains(fact) {
                    hidden.insert(FactSet(fact))
                    #expect(!values.isEmpty)
                } else {
                    #expect(reader.call.values(of: .fact(fact)) == values, "\(fact)")
                }
            }
            #expect(unknowns.attributes.isSuperset(of: [.body, .header]))
        }
        #expect(number == originals.count && number > 300)
        #expect(hidden == FactSet(.volumeOption))
    }

    private func recordedCalls() throws -> [WireCall] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "DockerAPITests/Fixtures/traffic.jsonl")
        var reader = try RecordReader(url.path)
        var calls: [WireCall] = []
        while let item = try reader.next() {
            guard case .call = item else {
                Issue.record("line \(reader.line) is not a call")
                continue
            }
            calls.append(reader.call)
        }
        return calls
    }

    @Test("calls read here are those that the plugin would have read")
    func calls() throws {
        let calls = try recordedCalls()
        #expect(calls.count > 300)
        var reader = CallReader()
        for wire in calls {
            reader.read(wire)
            #expect(reader.call.findings.isEmpty)
        }
        #expect(calls.contains { $0.phase == .response && $0.status == 200 })
    }

    @Test("escapes, certificates and what was monitored")
    func fields() throws {
        let directory = try TemporaryDirectory()
        let line = """
            {"phase":"response","user":"a\\"\\u0041\\ud83d\\ude00","auth":"TLS","cert":{"fingerprint":"ab","serial":"01"},\
            "method":"POST","uri":"/containers/create","raw_uri":"/v1.41/containers/create","target":"w\\/x",\
            "uses":{"image":["a\\nb","c"],"volume_option":["o"],"newer":["x"]},"decision":"deny","reason":"malformed-body",\
            "would":{"decision":"deny","deny":["x","y"],"allow":["z"],"guards":["form-body"]},"rules":[],"status":201,"seq":77}

            """
        try Data(line.utf8).write(to: URL(filePath: directory.file()))
        var records = try RecordReader(directory.file())
        _ = try records.next()
        let record = records.decision
        #expect(record.user == "a\"A😀" && record.denyingGuard == .malformedBody && record.sequence == 77)
        #expect(
            record.would
                == .init(isAllowed: false, denying: ["x", "y"], allowing: ["z"], guards: ["form-body"])
        )
        var reader = CallReader()
        var scratch = RecordScratch()
        let unknowns = record.read(into: &reader, &scratch)
        let call = reader.call
        #expect(call.phase == .response && call.status == 201 && call.version == "1.41" && call.target == "w/x")
        #expect(call.values(of: .fact(.image)) == ["a\nb", "c"])
        #expect(
            call.values(of: .certificate(.fingerprint)) == ["ab"] && call.values(of: .certificate(.serial)) == ["01"]
        )
        #expect(unknowns.certificate.contains(.ou) && !unknowns.certificate.contains(.serial))
        #expect(unknowns.hiddenFacts == FactSet(.volumeOption) && unknowns.facts.contains(.env))
        #expect(unknowns.attributes.contains(.responseBody))
    }
}
