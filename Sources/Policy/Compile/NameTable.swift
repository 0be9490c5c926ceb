/// The names that the files of a policy give: each may be given once.
struct NameTable {
    private struct Entry {
        let kind: DiagnosticKind
        let what: String
        let name: String
        let node: YAMLNode
        let source: SourceText
    }

    let ruleIDs: Set<String>
    private var entries: [Entry] = []

    init(_ files: [RuleFileSyntax]) {
        var ids = Set<String>()
        for file in files {
            let source = file.source
            for group in file.groups {
                entries.append(
                    Entry(kind: .duplicateGroup, what: "group", name: group.name, node: group.node, source: source)
                )
            }
            for list in file.lists {
                entries.append(
                    Entry(kind: .duplicateList, what: "list", name: list.name, node: list.node, source: source)
                )
            }
            for rule in file.rules {
                entries.append(Entry(kind: .duplicateID, what: "rule", name: rule.id, node: rule.node, source: source))
                ids.insert(rule.id)
            }
        }
        ruleIDs = ids
    }

    /// Reports every name that was given before, and where.
    func reportDuplicates() {
        var seen: [String: SourcePlace] = [:]
        for entry in entries {
            let key = "\(entry.what) \(entry.name)"
            guard let first = seen[key] else {
                seen[key] = entry.source.place(entry.node)
                continue
            }
            entry.source.report(
                entry.kind,
                at: entry.node,
                "the \(entry.what) `\(entry.name)` is there already, in \(first)",
                help: "all files are one policy: give it another name, or remove one of the two"
            )
        }
    }
}
