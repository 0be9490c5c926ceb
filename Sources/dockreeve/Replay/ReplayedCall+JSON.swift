import Policy
import StrictJSON

extension ReplayedCall {
    /// One line of `--json`.
    func write(
        to json: inout JSONWriter,
        file: String,
        line: Int,
        id: String,
        phase: String,
        user: String,
        method: String,
        uri: String,
        action: String,
        open: [PartialDecision.OpenRule]
    ) {
        json.beginObject()
        json.name("file")
        json.string(file)
        json.name("line")
        json.integer(line)
        if !id.isEmpty {
            json.name("id")
            json.string(id)
        }
        for (name, value) in [("phase", phase), ("user", user), ("method", method), ("uri", uri), ("action", action)] {
            json.name(name)
            json.string(value)
        }
        json.name("outcome")
        json.string(outcome.rawValue)
        if let before {
            json.name("before")
            json.string(before ? "allow" : "deny")
        }
        json.name("decision")
        json.string(verdict.isAllowed.map { $0 ? "allow" : "deny" } ?? "undecidable")
        if let reason = verdict.reason {
            json.name("reason")
            json.string(reason.rawValue)
        }
        json.name("rules")
        json.beginArray()
        for rule in verdict.rules { json.string(rule.id) }
        json.endArray()
        if !open.isEmpty {
            json.name("depends_on")
            open.write(to: &json)
        }
        json.endObject()
        json.endLine()
    }
}

extension [PartialDecision.OpenRule] {
    /// Rules with what is left of them, as a list of objects.
    func write(to json: inout JSONWriter) {
        json.beginArray()
        for open in self {
            json.beginObject()
            json.name("rule")
            json.string(open.rule.id)
            json.name("effect")
            json.string(open.rule.effect.rawValue)
            json.name("file")
            json.string(open.rule.file)
            json.name("line")
            json.integer(open.rule.line)
            json.name("conditions")
            json.beginArray()
            for condition in open.conditions { json.string(condition.text) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }
}
