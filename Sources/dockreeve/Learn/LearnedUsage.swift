import Audit
import DockerAPI
import Policy

/// What was seen, by user and action, and what was left out.
struct LearnedUsage {
    /// A caller as rules can tell it apart.
    struct User: Hashable {
        let name: String
        /// Whether the call came over the local socket, where dockerd knows no name.
        let isLocal: Bool
    }

    /// More users than these are left out, and told.
    static let userLimit = 10_000

    private(set) var users: [User: [String: ActionUse]] = [:]
    private(set) var calls = 0
    private(set) var risky = 0
    /// Calls that were denied then.
    private(set) var denied = 0
    /// Calls that a guard denies, whatever the policy.
    private(set) var guarded = 0
    /// Calls of users whose names can't stand in a policy, or of too many of them.
    private(set) var unnamed = 0

    let includesDenied: Bool

    init(includesDenied: Bool) {
        self.includesDenied = includesDenied
    }

    /// - Returns: Whether the call is one that the learned policy has to allow or to put up for review.
    @discardableResult
    mutating func add(_ call: APICall, record: RecordedDecision?, example: () -> String) -> Bool {
        guard call.phase == .request else { return false }
        if let record {
            // Also where a guard in monitor mode let it pass: it would not for long.
            if record.denyingGuard != nil || !record.foundGuards.isEmpty {
                guarded += 1
                return false
            }
            if !record.isAllowed, !includesDenied {
                denied += 1
                return false
            }
        } else if !call.findings.isEmpty {
            guarded += 1
            return false
        }
        guard call.action != APICall.unknownAction else {
            guarded += 1
            return false
        }
        let user = User(name: call.user, isLocal: call.user.isEmpty && call.authentication.isEmpty)
        guard Self.isNameable(user.name), users[user] != nil || users.count < Self.userLimit else {
            unnamed += 1
            return false
        }
        calls += 1
        if Risk.isFound(in: call) { risky += 1 }
        users[user, default: [:]][call.action, default: ActionUse()].add(call, example: example())
        return true
    }

    private static func isNameable(_ name: String) -> Bool {
        name.utf8.count <= 200 && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
