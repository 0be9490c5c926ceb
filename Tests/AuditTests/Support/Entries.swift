@testable import Audit

/// A record whose only content is a text.
func entry(_ text: String = "x") -> AuditEntry {
    var entry = AuditEntry()
    entry.stop(reason: text)
    return entry
}
