import Policy

/// Records about the log itself.
extension AuditEntry {
    /// The plugin has started and takes calls.
    ///
    /// - Parameters:
    ///   - version: The plugin's own.
    ///   - process: Its process id.
    ///   - policy: The policy in force; nothing when there is none, and every call is denied.
    ///   - level: How much is recorded of calls whose rules don't say.
    public mutating func start(version: String, process: Int32, policy: PolicyStamp?, level: AuditLevel = .metadata) {
        begin("start")
        json.name("version")
        json.string(version)
        json.name("pid")
        json.integer(process)
        json.name("level")
        json.string(level.rawValue)
        write(policy)
        end()
    }

    /// The plugin has answered what was under way and goes.
    ///
    /// - Parameter reason: What made it go, a signal's name for instance.
    public mutating func stop(reason: String) {
        begin("stop")
        json.name("reason")
        json.string(reason)
        end()
    }

    /// Another policy is in force now.
    public mutating func policyInForce(_ policy: PolicyStamp, rules: Int) {
        begin("policy")
        json.name("reason")
        json.string("in-force")
        write(policy)
        json.name("rules")
        json.integer(rules)
        end()
    }

    /// A policy was refused.
    ///
    /// - Parameters:
    ///   - error: What is wrong with it, with its place.
    ///   - remaining: The policy that is in force still; nothing when there is none, and every call is denied.
    public mutating func policyRefused(error: String, remaining: PolicyStamp?) {
        begin("policy")
        json.name("reason")
        json.string("refused")
        json.name("error")
        json.string(error)
        write(remaining)
        end()
    }

    /// Files that were set aside are about to be removed, as the retention wants it.
    mutating func retention(_ retired: RetiredFiles) {
        begin("retention")
        json.name("through")
        json.integer(retired.last)
        json.name("through_hash")
        json.string(retired.hash.description)
        json.name("files")
        json.beginArray()
        for file in retired.files { json.string(file.path) }
        json.endArray()
        end()
    }

    mutating func write(_ policy: PolicyStamp?) {
        guard let policy else { return }
        json.member("policy", raw: policy.json.span)
    }
}
