import DockerAPI
import StrictJSON

extension Explanation {
    /// Writes the explanation as one JSON object; names and codes are stable.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("decision")
        writer.string(decision.allowed ? "allow" : "deny")
        writer.name("reason")
        writer.string(decision.reason.rawValue)
        if let message = decision.message {
            writer.name("message")
            writer.string(message)
        }
        Self.write("rules", decision.rules, to: &writer)
        if decision.hasMonitored { writeWould(to: &writer) }
        writer.name("failures")
        writer.beginArray()
        for failure in decision.failures {
            writer.beginObject()
            writer.name("rule")
            writer.string(failure.rule.id)
            writer.name("code")
            writer.string(failure.code)
            writer.endObject()
        }
        writer.endArray()
        writer.name("call")
        call.write(to: &writer)
        writer.name("guards")
        writer.beginArray()
        for guarding in guards { guarding.write(to: &writer) }
        writer.endArray()
        writer.name("guard_modes")
        writer.beginObject()
        for guarding in Guard.allCases {
            writer.name(guarding.rawValue)
            writer.string(guardModes[guarding].rawValue)
        }
        writer.endObject()
        writer.name("evaluated")
        writer.beginArray()
        for rule in rules { rule.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func writeWould(to writer: inout JSONWriter) {
        writer.name("would")
        writer.beginObject()
        Self.write("deny", decision.wouldDeny, to: &writer)
        Self.write("allow", decision.wouldAllow, to: &writer)
        writer.name("guards")
        writer.beginArray()
        for guarding in decision.wouldGuard { writer.string(guarding.rawValue) }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ name: StaticString, _ rules: [RuleReference], to writer: inout JSONWriter) {
        writer.name(name)
        writer.beginArray()
        for rule in rules {
            writer.beginObject()
            rule.writeMembers(to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension RuleReference {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.name("id")
        writer.string(id)
        writer.name("effect")
        writer.string(effect.rawValue)
        writer.name("mode")
        writer.string(mode.rawValue)
        place.writeMembers(to: &writer)
    }
}

extension ExplainedGuard {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("guard")
        writer.string(finding.guard.rawValue)
        writer.name("mode")
        writer.string(mode.rawValue)
        writer.name("detail")
        writer.string(finding.detail)
        if let offset = finding.offset {
            writer.name("offset")
            writer.integer(offset)
        }
        writer.endObject()
    }
}

extension ExplainedRule {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        rule.writeMembers(to: &writer)
        writer.name("outcome")
        writer.string(outcome == .holds ? "matched" : outcome.rawValue)
        writer.name("close")
        writer.bool(isClose)
        writer.name("conditions")
        writer.beginArray()
        for condition in conditions { condition.write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}

extension ExplainedCondition {
    /// Recursive, to the depth that rule files may have.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("condition")
        writer.string(text)
        place.writeMembers(to: &writer)
        writer.name("outcome")
        writer.string(outcome.rawValue)
        writer.name(parts.isEmpty ? "values" : "parts")
        writer.beginArray()
        for part in parts { part.write(to: &writer) }
        for value in values {
            writer.beginObject()
            writer.name("value")
            writer.string(value.text)
            writer.name("outcome")
            writer.string(value.outcome.rawValue)
            writer.endObject()
        }
        writer.endArray()
        if parts.isEmpty {
            writer.name("value_count")
            writer.integer(valueCount)
        }
        writer.endObject()
    }
}
