extension Condition {
    /// Whether more values can only turn no into yes, or only yes into no.
    var isMonotone: Bool {
        switch test {
        case .some, .none, .exists: true
        case .someOther, .all, .within: false
        }
    }

    /// Whether everything is known that its patterns are filled in with.
    func knowsVariables(_ knows: (Attribute) -> Bool) -> Bool {
        switch test {
        case .some(let matchers), .someOther(let matchers), .all(let matchers), .none(let matchers):
            for case .template(let template) in matchers {
                guard template.variables.allSatisfy({ knows($0.attribute) }) else { return false }
            }
            return true
        case .exists, .within:
            return true
        }
    }
}
