import Audit
import Policy

/// Keeps the policy in force in the state directory, for a start at which the rule files can't be used.
struct LastGoodStore {
    let folder: String
    /// The policy directory that the plugin goes by: another one's policy is none of ours.
    let directory: String

    static let name = "last-good-policy.json"

    /// Why there is no policy to fall back on.
    enum Absence: Error, Equatable {
        /// None was ever kept.
        case none
        case unusable(String)

        var text: String {
            switch self {
            case .none: "no policy was kept"
            case .unusable(let why): why
            }
        }
    }

    /// Puts it away in one step; what was kept before stays until then.
    func keep(_ policy: Policy, _ stamp: PolicyStamp) throws(FileRefusal) {
        let file = LastGoodFile(
            sha256: stamp.sha256,
            directory: directory,
            time: Timestamp.now().description,
            files: policy.files.map {
                .init(name: PolicyDigest.name(of: $0), text: String(decoding: $0.text, as: UTF8.self))
            }
        )
        try TrustedFolder(path: folder).replace(Self.name, with: file.json)
    }

    /// Reads what was kept, if nobody else could have written it, its digest fits and it still is a policy.
    func recall() throws(Absence) -> (policy: Policy, sha256: String, time: String) {
        let file = try read()
        guard file.directory == directory else {
            throw .unusable("what `\(path)` holds is the policy of `\(SafeText.inline(file.directory))`")
        }
        guard PolicyDigest.of(file.ruleFiles) == file.sha256 else {
            throw .unusable("`\(path)` is damaged: its digest doesn't fit its files")
        }
        let (policy, diagnostics) = PolicyCandidate.proven(Policy.compile(file.ruleFiles))
        guard let policy else {
            let first = diagnostics.first { $0.severity == .error }
            throw .unusable("the policy in `\(path)` can't be used any more: \(first?.message ?? "")")
        }
        return (policy, file.sha256, file.time)
    }

    /// The digest of what is kept; nothing where nothing usable is.
    var keptDigest: String? { (try? read())?.sha256 }

    private var path: String { "\(SafeText.inline(folder))/\(Self.name)" }

    private func read() throws(Absence) -> LastGoodFile {
        let bytes: [UInt8]
        do {
            bytes = try TrustedFolder(path: folder).read(Self.name, limit: LastGoodFile.sizeLimit)
        } catch {
            throw error.isMissing ? .none : .unusable(error.description)
        }
        guard let file = LastGoodFile(json: bytes) else {
            throw .unusable("`\(path)` is damaged: it isn't what dockreeve writes")
        }
        return file
    }
}
