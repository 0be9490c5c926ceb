import StrictJSON

extension RecordedDecision {
    /// A member of the record, as text.
    public struct Member: Sendable, Equatable {
        public let name: String
        /// The value of a string; of anything else its JSON.
        public let text: String
    }

    /// All members, in the order of the record.
    public var members: [Member] {
        guard let root = tokens.tokens.first, root.kind == .object else { return [] }
        var members: [Member] = []
        var at = 1
        while at < root.next {
            let value = tokens.tokens[at + 1]
            members.append(Member(name: text(tokens.tokens[at]), text: text(value)))
            at = Int(value.next)
        }
        return members
    }

    /// What a record about the log itself says, without time, number, phase and the chain.
    public var otherMembers: [Member] {
        members.filter { !["time", "seq", "phase", "prev", "hash", "signature", "key", "head"].contains($0.name) }
    }

    /// The facts, by name, with their values.
    public var uses: [(name: String, values: [String])] {
        guard let index = index(.uses) else { return [] }
        let object = tokens.tokens[index]
        var uses: [(name: String, values: [String])] = []
        var at = index + 1
        while at < object.next {
            let value = tokens.tokens[at + 1]
            uses.append((text(tokens.tokens[at]), value.kind == .array ? texts(at + 1) : [text(value)]))
            at = Int(value.next)
        }
        return uses
    }

    /// The strings of a list; empty where there is none.
    public func list(_ field: RecordField) -> [String] { index(field).map(texts) ?? [] }

    /// The rules whose evaluation failed, and why.
    public var failures: [(rule: String, code: String)] {
        guard let index = index(.failures) else { return [] }
        var failures: [(rule: String, code: String)] = []
        var at = index + 1
        while at < tokens.tokens[index].next {
            let rule = member("rule", of: at).map { text(tokens.tokens[$0]) }
            let code = member("code", of: at).map { text(tokens.tokens[$0]) }
            failures.append((rule ?? "", code ?? ""))
            at = Int(tokens.tokens[at].next)
        }
        return failures
    }

    /// The SHA-256 of the policy that was in force, in hexadecimal.
    public var policyDigest: String? {
        guard let policy = index(.policy), let digest = member("sha256", of: policy) else { return nil }
        return text(tokens.tokens[digest])
    }
}
