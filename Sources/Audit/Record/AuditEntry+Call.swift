import DockerAPI
import Policy
import StrictJSON

extension AuditEntry {
    /// A call and what was decided, in the phase that the call is in.
    ///
    /// A call that couldn't be read (`malformed-call`) is recorded with what is known of it. Bodies are written from the
    /// level ``AuditLevel/request`` on.
    ///
    /// - Parameter redactor: Replaces what is secret.
    public mutating func call(
        _ call: APICall,
        _ decision: Decision,
        _ context: RecordContext,
        _ redactor: Redactor
    ) {
        begin(call.phase == .request ? "request" : "response", context.id)
        redactor.begin()
        writeCaller(call, context.groups)
        writeRequest(call, redactor)
        writeFacts(call, redactor)
        writeDecision(decision)
        if !call.findings.isEmpty { writeFindings(call.findings, redactor) }
        write(context.policy)
        if let status = call.status {
            json.name("status")
            json.integer(status)
        }
        json.name("took_us")
        json.integer(context.microseconds)
        writeBodies(call, context.level, redactor)
        writeErased()
        end()
    }

    private mutating func writeCaller(_ call: APICall, _ groups: [String]) {
        write("user", .user, of: call)
        write("auth", .authentication, of: call)
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

    private mutating func writeDecision(_ decision: Decision) {
        json.member("decision", decision.allowed ? "allow" : "deny")
        if decision.hasMonitored { writeMonitored(decision) }
        json.name("rules")
        write(decision.rules)
        json.member("reason", decision.reason.rawValue)
        guard !decision.failures.isEmpty else { return }
        json.name("failures")
        json.beginArray()
        for failure in decision.failures {
            json.beginObject()
            json.member("rule", failure.rule.id)
            json.member("code", failure.code)
            json.endObject()
        }
        json.endArray()
    }

    /// What would have been decided with everything in monitor mode enforced, and by what.
    private mutating func writeMonitored(_ decision: Decision) {
        json.name("would")
        json.beginObject()
        json.member("decision", decision.allowedIfEnforced ? "allow" : "deny")
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

    private mutating func writeFindings(_ findings: [GuardFinding], _ redactor: Redactor) {
        var text = takeText()
        defer { self.text = text }
        json.name("findings")
        json.beginArray()
        for finding in findings {
            text.removeAll(keepingCapacity: true)
            if redactor.clean(finding.description.utf8Span.span, to: &text) { erased.add("findings") }
            json.string(text.span)
        }
        json.endArray()
    }

    private mutating func write(_ rules: [RuleReference]) {
        json.beginArray()
        for rule in rules { json.string(rule.id) }
        json.endArray()
    }

    /// The value of an attribute that always has exactly one.
    mutating func write(_ name: StaticString, _ attribute: CallAttribute, of call: APICall) {
        call.forEachValue(of: attribute) { value in
            json.member(name, value)
            return false
        }
    }
}
