/// What `dockreeve --version` says and the audit log's `start` record carries.
enum Version {
    /// Semantic version (semver.org 2.0.0).
    static let text = "0.1.0"
}
