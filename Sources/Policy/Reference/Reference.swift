import DockerAPI

/// The reference of rule files as Markdown, made from what the program itself knows.
public enum Reference {
    /// The text of `docs/reference.md`.
    public static let markdown: String = {
        var text = """
            # Reference of rule files

            Made by `dockreeve reference` from the program itself; a test compares it. [rule-files.md](rule-files.md) is the
            guide.

            """
        text += section("Attributes", "What a rule can match.")
        text += attributes(AttributeReference.plain)
        text += section("Certificates: `cert.*`", "Fields of the client's own certificate.")
        text += attributes(AttributeReference.certificate)
        text += section(
            "Facts: `uses.*`",
            "What a call would give its caller, whatever the way it is asked for, each value in one form."
        )
        text += attributes(AttributeReference.facts)
        text += section("Conditions", "All conditions of a `match` must hold.")
        text += table(["written", "holds when"], ConditionReference.all.map { ["`\($0.written)`", $0.holds] })
        let variables = VariableReader.names.map { "`${\($0)}`" }.joined(separator: ", ")
        text += section(
            "Variables",
            """
            \(variables) in a pattern or a message stand for the caller's own value, quoted so that it can't act as regex
            syntax. A value that is empty, is `.` or `..`, or has a control character or (`cert.uri` aside) a slash in it is none:
            the pattern then matches nothing, and an allow rule that needed it doesn't match, even under `not` or `none`.
            """
        )
        text += section("Reason codes", "Why a call was decided as it was: in denials, records and `expect:` cases.")
        text += table(
            ["code", "meaning"],
            Reason.explanations.map { ["`\($0.reason.rawValue)`", $0.text] }
        )
        text += section(
            "Guards",
            """
            They stand before all rules; each is the reason code of the calls that it stops, and can be put into monitor mode
            by that name: \(Guard.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")).
            """
        )
        text += section(
            "Findings of `dockreeve check`: errors",
            "With one of these the files are no policy; a plugin that runs keeps what it has."
        )
        text += findings { !$0.isAdvice }
        let acceptable = DiagnosticKind.acceptable.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        text += section(
            "Findings of `dockreeve check`: warnings",
            """
            The policy can be used and probably doesn't say what is meant; `--strict` makes them errors. A rule that means it
            says so: `accept: [gives-host-root]`. That can be said of \(acceptable).
            """
        )
        text += findings(where: \.isAdvice)
        text += section(
            "Actions",
            """
            One name for each operation of the Engine API, 1.24 to today; also calls that are in no reference and engines
            serve all the same (no version below). `target` is what stands in the place of the word in braces, or where the
            last column says.
            """
        )
        text += actions()
        return text
    }()

    private static func section(_ title: String, _ text: String) -> String { "\n## \(title)\n\n\(text)\n" }

    private static func attributes(_ entries: [AttributeReference]) -> String {
        let isMixed = entries.contains(where: \.isResponseOnly)
        let rows = entries.map { entry in
            let name = entry.name.hasSuffix(".") ? "\(entry.name)…" : entry.name
            let phase = entry.isResponseOnly ? "response" : "both"
            return ["`\(name)`", entry.count.rawValue] + (isMixed ? [phase] : []) + [entry.text]
        }
        return table(["attribute", "values"] + (isMixed ? ["phase"] : []) + ["what it is"], rows)
    }

    private static func findings(where isIncluded: (DiagnosticKind) -> Bool) -> String {
        table(
            ["id", "meaning"],
            DiagnosticKind.allCases.filter(isIncluded).map { ["`\($0.rawValue)`", $0.explanation] }
        )
    }

    private static func actions() -> String {
        let rows = Catalogue.actions.map { action -> [String] in
            let endpoints = Catalogue.endpoints(for: action)
            let calls = endpoints.map { "`\(methods($0)) \($0.path.reference)`" }.joined(separator: "<br>")
            let versions = endpoints.map(versions).reduce(into: [String]()) { known, text in
                if !known.contains(text) { known.append(text) }
            }
            return ["`\(action)`", calls, versions.joined(separator: ", "), target(endpoints[0].target)]
        }
        return table(["action", "calls", "API", "target"], rows)
    }

    private static func methods(_ endpoint: Endpoint) -> String {
        if endpoint.methods == .any { return "ANY" }
        let known = HTTPMethod.allCases.filter { endpoint.methods.contains($0) }
        return known.compactMap { EndpointStates.text($0).map { String(decoding: $0, as: UTF8.self) } }
            .joined(separator: "/")
    }

    private static func versions(_ endpoint: Endpoint) -> String {
        guard let since = endpoint.since else { return "none" }
        return endpoint.until.map { "\(since)–\($0)" } ?? "\(since)"
    }

    private static func target(_ target: EndpointTarget) -> String {
        switch target {
        case .none: ""
        case .placeholder: "in the path"
        case .query(let names): names.map { "`query.\($0)`" }.joined(separator: " or ")
        case .body(let name): "`body.\(name)`"
        }
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String {
            // A bar would end the cell, in code too.
            "| "
                + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
                .joined(separator: " | ") + " |\n"
        }
        return "\n" + line(head) + line(head.map { _ in "---" }) + rows.map(line).joined()
    }
}
