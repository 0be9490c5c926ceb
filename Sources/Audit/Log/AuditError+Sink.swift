extension AuditError {
    /// A sink that has to have every record doesn't have this one.
    ///
    /// - Parameters:
    ///   - message: One sentence, lower-case, with the sink's name.
    ///   - log: The log's file.
    public init(sink message: String, log: String) {
        self.init(.unconfirmed, path: log, message)
    }
}
