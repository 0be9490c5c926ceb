import DockerAPI

extension GroupTable {
    /// The groups that the caller belongs to in any case, and those that it may belong to beside them.
    func groups(of call: APICall, _ unknowns: CallUnknowns) -> (known: GroupSet, uncertain: GroupSet) {
        var (known, uncertain) = (GroupSet(), GroupSet())
        if let stated = unknowns.statedGroups {
            for (index, name) in names.enumerated() where stated.contains(name) { known.insert(index) }
            return (known, uncertain)
        }
        let knowsName = unknowns.knows(.user) && unknowns.knows(.authentication)
        if knowsName, unknowns.certificate.isEmpty { return (groups(of: call), uncertain) }
        if knowsName { known = groupsByName(of: call) }
        for member in certificateMembers where unknowns.knows(member.attribute) {
            insert(member, of: call, into: &known)
        }
        for index in names.indices where !known.contains(index) && !knowsName { uncertain.insert(index) }
        for member in certificateMembers where !known.contains(member.group) && !unknowns.knows(member.attribute) {
            uncertain.insert(member.group)
        }
        return (known, uncertain)
    }
}
