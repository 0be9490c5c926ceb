import Policy
import StrictJSON

/// The report as one JSON object; members are added in later versions, never renamed.
extension StatusReport {
    var json: [UInt8] {
        var json = JSONWriter(reserving: 4096)
        json.beginObject()
        json.member("version", version)
        json.member("pid", process)
        json.member("started", started.description)
        json.member("health", health.rawValue)
        json.name("attention")
        json.array(attention) { $0.string($1) }
        write(policy: &json)
        json.name("rule_files")
        json.beginObject()
        json.member("directory", configuration.policies)
        json.name("refused")
        json.bool(reload.isRefusing)
        json.member("readings", reload.readings)
        // Nothing when changes are noticed at once.
        if let problem = reload.watchProblem { json.member("watch_problem", problem) }
        json.name("last_refused")
        if let refusal = reload.lastRefusal {
            json.beginObject()
            json.member("time", refusal.time.description)
            json.member("error", refusal.text)
            json.member("errors", refusal.count)
            json.endObject()
        } else {
            json.null()
        }
        json.endObject()
        write(monitor: &json)
        write(calls: &json)
        write(log: &json)
        json.name("connections")
        json.beginObject()
        json.member("open", connections.open)
        json.member("accepted", connections.accepted)
        json.endObject()
        json.endObject()
        json.endLine()
        return json.bytes
    }

    private func write(policy json: inout JSONWriter) {
        json.name("policy")
        json.beginObject()
        json.member("state", state)
        if let policy = policy.policy, let stamp = self.policy.stamp {
            json.member("revision", stamp.revision)
            json.member("sha256", stamp.sha256)
            json.member("since", self.policy.since.description)
            json.member("rules", policy.rules.count)
            json.member("tests", policy.tests.count)
            json.member("default", policy.defaultEffect.rawValue)
            json.name("files")
            json.array(policy.files) { $0.string($1.name) }
        } else {
            json.member("since", self.policy.since.description)
            json.member("message", self.policy.refusalMessage)
        }
        json.endObject()
    }

    private func write(monitor json: inout JSONWriter) {
        json.name("monitor")
        json.beginObject()
        json.name("everything")
        json.bool(configuration.monitorsEverything)
        json.name("guards")
        json.array(configuration.monitoredGuards.map(\.rawValue).sorted()) { $0.string($1) }
        json.name("files")
        json.array(monitoredFiles) { $0.string($1) }
        json.member("rule_count", monitoredRules.count)
        json.name("rules")
        json.array(monitoredRules.prefix(Self.ruleLimit)) { json, rule in
            json.beginObject()
            json.member("id", rule.id)
            json.member("effect", rule.effect.rawValue)
            json.member("file", rule.file)
            json.member("line", rule.line)
            json.member("matched", policy.monitorHits[rule.id]?.value ?? 0)
            json.endObject()
        }
        json.endObject()
    }

    private func write(calls json: inout JSONWriter) {
        json.name("calls")
        json.beginObject()
        json.member("requests", calls.requests)
        json.member("responses", calls.responses)
        write("allowed", calls.allowed, &json)
        write("denied", calls.denied, &json)
        write("would_deny", calls.wouldDeny, &json)
        json.member("would_allow", calls.wouldAllow)
        json.endObject()
    }

    private func write(_ name: StaticString, _ counts: [(reason: String, count: UInt64)], _ json: inout JSONWriter) {
        json.name(name)
        json.beginObject()
        for (reason, count) in counts {
            json.name(reason)
            json.integer(count)
        }
        json.endObject()
    }
}

extension JSONWriter {
    mutating func member(_ name: StaticString, _ value: String) {
        self.name(name)
        string(value)
    }

    mutating func member(_ name: StaticString, _ value: some FixedWidthInteger) {
        self.name(name)
        integer(value)
    }

    mutating func array<Elements: Sequence>(
        _ elements: Elements,
        _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}
