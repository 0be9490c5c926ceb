import Audit
import Policy

/// Files that were not taken for a policy, when, and why.
struct PolicyRefusal: Equatable {
    let time: Timestamp
    /// The first error, with its place.
    let text: String
    /// How many errors there are.
    let count: Int

    init(time: Timestamp, diagnostics: [Diagnostic]) {
        self.time = time
        let errors = diagnostics.filter { $0.severity == .error }
        text = errors.first.map { "\($0.place): \($0.message)" } ?? "there is no policy"
        count = max(errors.count, 1)
    }

    /// With the number of the other errors.
    var summary: String { count > 1 ? "\(text) (and \(count - 1) more)" : text }
}
