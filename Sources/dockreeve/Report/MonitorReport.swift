import Audit
import Policy
import StrictJSON

/// The summary of what monitored rules would have done, as text and as JSON.
struct MonitorReport {
    let tally: MonitorTally
    /// Users and actions that are shown of each rule.
    var rowLimit = 20

    var text: String {
        var text =
            "\(CallText.count(tally.records, "decision")): \(CallText.grouped(tally.denied)) would have been denied "
            + "and \(CallText.grouped(tally.allowed)) allowed with everything enforced\n"
        var isDenial: Bool?
        for cause in tally.ranked {
            if cause.isDenial != isDenial {
                text += cause.isDenial ? "\nwould have denied\n" : "\nwould have allowed\n"
                isDenial = cause.isDenial
            }
            let name = cause.cause.isEmpty ? "no rule allows it" : SafeText.inline(cause.cause)
            text += "  \(name): \(CallText.grouped(cause.count))\n"
            for row in cause.rows.prefix(rowLimit) {
                text +=
                    "    \(CallText.user(row.key.user))  \(SafeText.inline(row.key.action, maximum: 60))  "
                    + "\(CallText.grouped(row.group.count))×\n"
                for example in row.group.examples { text += "      \(example)\n" }
            }
            if cause.rows.count > rowLimit { text += "    and \(cause.rows.count - rowLimit) more\n" }
        }
        return text
    }

    var json: String {
        var json = JSONWriter()
        write(&json)
        json.endLine()
        return json.text
    }

    /// Writes the object.
    func write(_ json: inout JSONWriter) {
        json.beginObject()
        for (name, count) in [
            ("decisions", tally.records), ("would_be_denied", tally.denied), ("would_be_allowed", tally.allowed),
        ] {
            json.name(name)
            json.integer(count)
        }
        json.name("findings")
        json.beginArray()
        for cause in tally.ranked {
            for row in cause.rows {
                json.beginObject()
                json.name("would")
                json.string(cause.isDenial ? "deny" : "allow")
                json.name("rule")
                json.string(cause.cause.isEmpty ? Reason.noRuleMatched.rawValue : cause.cause)
                json.name("user")
                json.string(row.key.user)
                json.name("action")
                json.string(row.key.action)
                json.name("count")
                json.integer(row.group.count)
                json.name("examples")
                json.beginArray()
                for example in row.group.examples { json.string(example) }
                json.endArray()
                json.endObject()
            }
        }
        json.endArray()
        json.endObject()
    }
}
