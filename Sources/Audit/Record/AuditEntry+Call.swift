import DockerAPI
import Policy
import StrictJSON

extension AuditEntry {
    /// A call and what was decided, in the phase that the call is in.
    ///
    /// A call that couldn't be read (`malformed-call`) is recorded with what is known of it. Nothing of a body is written.
    public mutating func call(_ call: APICall, _ decision: Decision, _ context: RecordContext) {
        begin(call.phase == .request ? "request" : "response", context.id)
        writeCaller(call, context.groups)
        writeTarget(call)
        writeFacts(call)
        writeDecision(decision)
        if !call.findings.isEmpty { writeFindings(call.findings) }
        write(context.policy)
        if let status = call.status {
            json.name("status")
            json.integer(status)
        }
        json.name("took_us")
        json.integer(context.microseconds)
        end()
    }

    private mutating func writeCaller(_ call: APICall, _ groups: [String]) {
        json.name("user")
        write(.user, of: call)
        json.name("auth")
        write(.authentication, of: call)
        if !groups.isEmpty {
            json.name("groups")
            json.beginArray()
            for group in groups { json.string(group) }
            json.endArray()
        }
        writeCertificate(call)
    }

    private mutating func writeCertificate(_ call: APICall) {
        var isOpen = false
        for field in [CertificateField.fingerprint, .serial] {
            call.forEachValue(of: .certificate(field)) { value in
                if !isOpen {
                    json.name("cert")
                    json.beginObject()
                    isOpen = true
                }
                json.name(field.rawValue)
                json.string(value)
                return false
            }
        }
        if isOpen { json.endObject() }
    }

    private mutating func writeTarget(_ call: APICall) {
        json.name("method")
        write(.method, of: call)
        json.name("uri")
        write(.uri, of: call)
        call.forEachValue(of: .uri) { canonical in
            call.withRawURI { raw in
                guard !Self.areEqual(raw, canonical) else { return }
                json.name("raw_uri")
                json.string(raw)
            }
            return false
        }
        json.name("action")
        write(.action, of: call)
        call.forEachValue(of: .target) { target in
            guard !target.isEmpty else { return false }
            json.name("target")
            json.string(target)
            return false
        }
    }

    private mutating func writeDecision(_ decision: Decision) {
        json.name("decision")
        json.raw(decision.allowed ? "\"allow\"" : "\"deny\"")
        if decision.hasMonitored { writeMonitored(decision) }
        json.name("rules")
        write(decision.rules)
        json.name("reason")
        json.string(decision.reason.rawValue)
        guard !decision.failures.isEmpty else { return }
        json.name("failures")
        json.beginArray()
        for failure in decision.failures {
            json.beginObject()
            json.name("rule")
            json.string(failure.rule.id)
            json.name("code")
            json.string(failure.code)
            json.endObject()
        }
        json.endArray()
    }

    /// What would have been decided with everything in monitor mode enforced, and by what.
    private mutating func writeMonitored(_ decision: Decision) {
        json.name("would")
        json.beginObject()
        json.name("decision")
        json.raw(decision.allowedIfEnforced ? "\"allow\"" : "\"deny\"")
        if !decision.wouldDeny.isEmpty {
            json.name("deny")
            write(decision.wouldDeny)
        }
        if !decision.wouldAllow.isEmpty {
            json.name("allow")
            write(decision.wouldAllow)
        }
        if !decision.wouldGuard.isEmpty {
            json.name("guards")
            json.beginArray()
            for guarding in decision.wouldGuard { json.string(guarding.rawValue) }
            json.endArray()
        }
        json.endObject()
    }

    private mutating func writeFindings(_ findings: [GuardFinding]) {
        json.name("findings")
        json.beginArray()
        for finding in findings { json.string(finding.description) }
        json.endArray()
    }

    private mutating func write(_ rules: [RuleReference]) {
        json.beginArray()
        for rule in rules { json.string(rule.id) }
        json.endArray()
    }

    /// The value of an attribute that always has exactly one.
    private mutating func write(_ attribute: CallAttribute, of call: APICall) {
        call.forEachValue(of: attribute) { value in
            json.string(value)
            return false
        }
    }

    private static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }
}
