import Policy
import StrictJSON

/// What `dockreeve can` has found, as text and as JSON.
struct CanReport {
    let answers: [ActionAnswer]
    let caller: String
    /// Whether each action is explained; else actions that come out the same stand together.
    let isDetailed: Bool

    var text: String {
        var text = "\(caller)\n"
        for (verdict, title) in [
            (ActionAnswer.Verdict.always, "always"), (.conditions, "under conditions"), (.never, "never"),
        ] {
            let some = answers.filter { $0.verdict == verdict }
            guard !some.isEmpty else { continue }
            text += "\n\(title)\n"
            if isDetailed {
                for answer in some { text += "  \(answer.action)\n\(reasons(answer))" }
            } else if verdict == .conditions {
                text += conditional(some)
            } else {
                text += list(some.map(\.action), indent: "  ")
            }
        }
        return text
    }

    /// Actions with the same conditions stand together.
    private func conditional(_ answers: [ActionAnswer]) -> String {
        var order: [String] = []
        var actions: [String: [String]] = [:]
        for answer in answers {
            let reasons = reasons(answer)
            if actions[reasons] == nil { order.append(reasons) }
            actions[reasons, default: []].append(answer.action)
        }
        return order.map { list(actions[$0] ?? [], indent: "  ") + $0 }.joined()
    }

    private func reasons(_ answer: ActionAnswer) -> String {
        var text = ""
        for rule in answer.denying { text += "    denied by \(name(rule))\n" }
        if answer.denying.isEmpty {
            for rule in answer.allowing { text += "    allowed by \(name(rule))\n" }
        }
        if answer.verdict == .never, answer.denying.isEmpty { text += "    no rule allows it\n" }
        for (effect, word) in [(Effect.allow, "allowed by"), (.deny, "denied by")] {
            for open in answer.open where open.rule.effect == effect {
                text += "    \(word) \(name(open.rule)) when\n"
                for condition in open.conditions { text += "      \(SafeText.inline(condition.text, maximum: 300))\n" }
            }
        }
        return text
    }

    private func name(_ rule: RuleReference) -> String { "\(rule.id) (\(rule.place.lineDescription))" }

    /// Names in lines of at most 100 characters.
    private func list(_ names: [String], indent: String) -> String {
        var text = ""
        var line = indent
        for (index, name) in names.enumerated() {
            let item = index == names.count - 1 ? name : name + ", "
            if line.count + item.count > 100, line != indent {
                text += line.dropLast() + "\n"
                line = indent
            }
            line += item
        }
        return text + line + "\n"
    }

    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.name("caller")
        json.string(caller)
        json.name("actions")
        json.beginArray()
        for answer in answers {
            json.beginObject()
            json.name("action")
            json.string(answer.action)
            json.name("allowed")
            json.string(answer.verdict.rawValue)
            for (name, rules) in [("allowed_by", answer.allowing), ("denied_by", answer.denying)] where !rules.isEmpty {
                json.name(name)
                json.beginArray()
                for rule in rules { json.string(rule.id) }
                json.endArray()
            }
            if !answer.open.isEmpty {
                json.name("depends_on")
                answer.open.write(to: &json)
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endLine()
        return json.text
    }
}
