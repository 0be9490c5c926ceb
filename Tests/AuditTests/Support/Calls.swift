import DockerAPI
import Foundation
import PCRE2
import Policy
import Testing

@testable import Audit

/// Rules for the records of these tests.
let samplePolicy = """
    version: 1
    groups:
      developers: [alice, bob]
      admins: [alice]
    rules:
      - id: dev.use
        effect: allow
        match: { group: developers, path: '/.*' }
      - id: host.none
        effect: deny
        message: No.
        match: { path: /containers/create, body.HostConfig.Privileged: 'true' }
      - id: trial.images
        effect: deny
        mode: monitor
        match: { path: /images/json }
      - id: trial.carol
        effect: allow
        mode: monitor
        match: { user: carol }
    """

struct Judge {
    let policy: Policy
    let scratch = MatchScratch()

    init(_ text: String = samplePolicy) throws {
        let result = Policy.compile([RuleFile(name: "test.yaml", text: Array(text.utf8))])
        policy = try #require(result.policy, "\(result.diagnostics)")
    }

    /// Reads, judges and records a call as the plugin does.
    func record(
        _ wire: WireCall,
        id: DecisionID = DecisionID(value: 0xabc),
        stamp: PolicyStamp? = nil,
        microseconds: UInt64 = 7,
        options: ReaderOptions = .init(),
        needs: CallNeeds = .nothing
    ) -> AuditEntry {
        var reader = CallReader(options: options)
        reader.read(wire, needs: needs)
        let decision = policy.decide(reader.call, scratch: scratch)
        var entry = AuditEntry()
        entry.call(
            reader.call,
            decision,
            RecordContext(id: id, policy: stamp, groups: policy.groups(of: reader.call), microseconds: microseconds),
            Redactor()
        )
        return entry
    }
}

extension AuditEntry {
    /// The record's members as Foundation reads them.
    func read() throws -> ReadRecord {
        try #require(try JSONSerialization.jsonObject(with: Data(members)) as? ReadRecord)
    }

    var text: String { String(decoding: members, as: UTF8.self) }
}
