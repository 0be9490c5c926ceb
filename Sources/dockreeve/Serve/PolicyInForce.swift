import Audit
import Crypto
import Policy

/// The policy that decides, or why there is none.
enum PolicyInForce: Sendable {
    case policy(Policy, PolicyStamp)
    /// Everything is denied, and people are told why.
    case refused([Diagnostic])

    /// Reads, checks and compiles the rule files of a directory.
    static func load(directory: String) -> PolicyInForce {
        let result = Policy.load(directory: directory)
        guard let policy = result.policy else { return .refused(result.diagnostics) }
        return .policy(policy, PolicyStamp(revision: 1, sha256: digest(of: policy)))
    }

    var stamp: PolicyStamp? {
        guard case .policy(_, let stamp) = self else { return nil }
        return stamp
    }

    /// What people are told while there is no policy: the first mistake, with its place.
    var refusalMessage: String? {
        guard case .refused(let diagnostics) = self else { return nil }
        let errors = diagnostics.filter { $0.severity == .error }
        guard let first = errors.first else { return "dockreeve has no policy, so every call is denied" }
        let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
        return "dockreeve has no policy, so every call is denied: \(first.place): \(first.message)\(more); "
            + "mend it, try it with `dockreeve check`, and restart dockreeve"
    }

    /// SHA-256 over the names and texts of the files, each with its length before it, so that no two sets of files
    /// look the same.
    static func digest(of policy: Policy) -> String {
        var hash = SHA256()
        for file in policy.files {
            let name = Array(file.name.split(separator: "/").last.map(String.init)?.utf8 ?? "".utf8)
            for part in [name, file.text] {
                withUnsafeBytes(of: UInt64(part.count).bigEndian) { hash.update(bufferPointer: $0) }
                part.withUnsafeBytes { hash.update(bufferPointer: $0) }
            }
        }
        return Hexadecimal.text(hash.finalize())
    }
}
