import DockerAPI

/// Who belongs to which group.
struct GroupTable: Sendable {
    /// A member that is known by a field of its certificate.
    struct CertificateMember: Sendable {
        let attribute: CallAttribute
        let value: [UInt8]
        let group: Int
    }

    private struct Entry: Sendable {
        let user: [UInt8]
        var groups: GroupSet
    }

    let names: [String]
    let nameBytes: [[UInt8]]
    private var users: [Int: [Entry]] = [:]
    private(set) var certificateMembers: [CertificateMember] = []
    /// The groups of whoever comes over the local socket, where dockerd knows no name.
    private var local = GroupSet()

    init(names: [String]) {
        self.names = names
        nameBytes = names.map { Array($0.utf8) }
    }

    /// - Parameter user: An empty name stands for the local socket.
    mutating func add(user: String, to group: Int) {
        guard !user.isEmpty else { return local.insert(group) }
        let bytes = Array(user.utf8)
        let hash = BytesHash.hash(bytes.span)
        var entries = users[hash] ?? []
        if let known = entries.firstIndex(where: { $0.user == bytes }) {
            entries[known].groups.insert(group)
        } else {
            var groups = GroupSet()
            groups.insert(group)
            entries.append(Entry(user: bytes, groups: groups))
        }
        users[hash] = entries
    }

    mutating func add(_ member: CertificateMember) {
        certificateMembers.append(member)
    }

    /// The caller's groups. Allocates nothing below 65 groups.
    func groups(of call: APICall) -> GroupSet {
        guard !names.isEmpty else { return GroupSet() }
        var groups = groupsByName(of: call)
        for member in certificateMembers where !groups.contains(member.group) {
            insert(member, of: call, into: &groups)
        }
        return groups
    }

    /// The groups that the caller's name stands in.
    func groupsByName(of call: APICall) -> GroupSet {
        var groups = GroupSet()
        call.forEachValue(of: .user) { user in
            if user.isEmpty {
                // A certificate without a name is somebody else than the local socket.
                call.forEachValue(of: .authentication) { method in
                    if method.isEmpty { groups.formUnion(local) }
                    return false
                }
            } else if let entries = users[BytesHash.hash(user)] {
                for entry in entries where BytesHash.equal(user, entry.user) { groups.formUnion(entry.groups) }
            }
            return false
        }
        return groups
    }

    /// Puts in a member's group where the caller's certificate has the field.
    func insert(_ member: CertificateMember, of call: APICall, into groups: inout GroupSet) {
        call.forEachValue(of: member.attribute) { value in
            guard BytesHash.equal(value, member.value) else { return true }
            groups.insert(member.group)
            return false
        }
    }
}
