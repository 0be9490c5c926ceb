import Audit
import DockerAPI
import NIOCore
import PCRE2
import Policy
import StrictJSON

@testable import DockerPlugin

/// One call after the other from dockerd's text to the decision, with buffers that are kept, as the plugin does it.
public struct Way {
    private let policy: Policy
    private let needs: CallNeeds
    private var scratch = EnvelopeScratch()
    private let matching = MatchScratch()
    private var wire = WireCall()
    private var reader = CallReader()
    private var bytes: [UInt8] = []
    private var entry = AuditEntry()
    private let redactor = Redactor(key: RedactionKey())
    private var ids = DecisionIDSource()
    private let stamp = PolicyStamp(revision: 1, sha256: String(repeating: "5", count: 64))

    /// - Parameter directory: Of rule files.
    public init?(policies directory: String) {
        let result = Policy.load(directory: directory)
        for diagnostic in result.diagnostics { print(diagnostic) }
        guard let policy = result.policy else { return nil }
        self.policy = policy
        var needs = policy.needs
        // What the audit record tells is gathered before the decision.
        AuditEntry.insertNeeds(into: &needs)
        self.needs = needs
    }

    /// - Parameter text: As it came from the socket.
    public mutating func decide(_ text: ByteBuffer) throws -> Decision {
        let envelope = try AuthorizationEnvelope(text, phase: .request, scratch: &scratch)
        wire.fill(from: AuthorizationRequest(envelope), scratch: &bytes)
        reader.read(swapping: &wire, needs: needs)
        return policy.decide(reader.call, scratch: matching)
    }

    /// Decides, and puts the record together but for what the log gives it.
    public mutating func describe(_ text: ByteBuffer) throws {
        let decision = try decide(text)
        entry.call(reader.call, decision, RecordContext(id: ids.next(), policy: stamp, microseconds: 40), redactor)
    }

    /// Decides and records.
    public mutating func record(_ text: ByteBuffer, in log: AuditLog) throws {
        try describe(text)
        _ = try log.submit(entry)
    }
}
