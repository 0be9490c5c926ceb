import DockerAPI

/// A rule's message; `${user}` and the like stand for the caller's values.
struct MessageTemplate: Sendable {
    enum Part: Sendable {
        case text(String)
        case variable(Variable)
    }

    let parts: [Part]

    /// What is shown of one value, in characters.
    private static let valueLength = 80

    /// The message for one caller, safe to show.
    func text(for call: APICall, groups: GroupTable, membership: GroupSet) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let plain): text += plain
            case .variable(let variable): text += Self.value(of: variable, call, groups, membership)
            }
        }
        return SafeText.inline(text, maximum: DenialMessage.limit)
    }

    private static func value(
        of variable: Variable,
        _ call: APICall,
        _ groups: GroupTable,
        _ membership: GroupSet
    ) -> String {
        var values: [String] = []
        switch variable.attribute {
        case .group:
            membership.forEach { index in
                values.append(SafeText.inline(groups.names[index], maximum: valueLength))
                return values.count < 3
            }
        case .call(let attribute):
            call.forEachValue(of: attribute) { value in
                if !value.isEmpty { values.append(SafeText.inline(value, maximum: valueLength)) }
                return values.count < 3
            }
        }
        return values.isEmpty ? "<no \(variable.name)>" : values.joined(separator: ", ")
    }
}
