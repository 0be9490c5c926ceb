import Policy

/// Users with the same behaviour, and what they do.
struct LearnedSubject {
    let users: [LearnedUsage.User]
    var actions: [String: ActionUse]
    /// Begins the ids of their rules.
    let name: String

    /// The name of the group; nothing where the rules match the user itself.
    var group: String? {
        users.count > 1 || users[0].isLocal ? name : nil
    }

    /// What a rule's `match` says about who calls.
    var conditions: [String] {
        if let group { return ["group: \(group)"] }
        let user = users[0].name
        return ["user: \(YAMLText.scalar(LearnedPattern.literal(user)))"] + (user.isEmpty ? ["auth: TLS"] : [])
    }

    /// Users grouped by what they do, those with the most calls first.
    static func group(_ usage: LearnedUsage) -> [LearnedSubject] {
        var groups: [String: [LearnedUsage.User]] = [:]
        for (user, actions) in usage.users {
            var behaviour = actions.map { "\($0.key):\($0.value.behaviour)" }.sorted().joined(separator: ";")
            // What a group can't name stands by itself.
            if !canBeMember(user) { behaviour += "|\(user.name)" }
            groups[behaviour, default: []].append(user)
        }
        var taken: Set<String> = []
        var number = 0
        let sorted = groups.values.map { $0.sorted { $0.name < $1.name } }.sorted { one, other in
            let (calls, others) = (Self.calls(one, usage), Self.calls(other, usage))
            return calls != others ? calls > others : (one.first?.name ?? "") < (other.first?.name ?? "")
        }
        return sorted.map { users in
            var actions: [String: ActionUse] = [:]
            for user in users {
                for (action, use) in usage.users[user] ?? [:] { actions[action, default: ActionUse()].merge(use) }
            }
            var name = users.count == 1 ? Self.identifier(users[0]) : nil
            while name.map({ !taken.insert($0).inserted }) ?? true {
                number += 1
                name = "learned-\(number)"
            }
            return LearnedSubject(users: users, actions: actions, name: name ?? "learned")
        }
    }

    private static func calls(_ users: [LearnedUsage.User], _ usage: LearnedUsage) -> Int {
        users.reduce(0) { sum, user in
            sum + (usage.users[user] ?? [:]).values.reduce(0) { $0 + $1.count + $1.riskyCount }
        }
    }

    /// Members of groups are plain names; some texts mean something else there.
    private static func canBeMember(_ user: LearnedUsage.User) -> Bool {
        if user.name.isEmpty { return user.isLocal }
        return !user.name.hasPrefix("cert.") && !user.name.utf8.contains { "*|^\\".utf8.contains($0) }
    }

    /// A name that can begin the id of a rule.
    private static func identifier(_ user: LearnedUsage.User) -> String? {
        if user.isLocal { return "local" }
        let isPlain = user.name.utf8.allSatisfy { byte in
            byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x5F
        }
        guard isPlain, (1...40).contains(user.name.utf8.count), let first = user.name.utf8.first else { return nil }
        return first == 0x2D || first == 0x5F ? nil : user.name
    }
}
