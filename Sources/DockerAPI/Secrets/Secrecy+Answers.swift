extension Secrecy {
    /// What of a member of an engine's answer may be written down: answers have no schema here, so the name decides.
    ///
    /// - Returns: Nothing for a name that says nothing.
    static func ofAnswer(_ name: Span<UInt8>) -> Secrecy? {
        guard name.count <= longestName else { return nil }
        for (known, secrecy) in answers where ArenaText.equalIgnoringCase(name, known) { return secrecy }
        return nil
    }

    private static let longestName = answers.map(\.0.utf8CodeUnitCount).max() ?? 0

    private static let answers: [(StaticString, Secrecy)] = [
        ("Env", .assignments),
        ("Labels", .named),
        ("Annotations", .named),
        ("LogConfig", .driver),
        ("LogDriver", .driver),
        ("Driver", .driver),
        ("Templating", .driver),
        ("DriverConfig", .driver),
        ("Options", .values),
        ("DriverOpts", .values),
        ("StorageOpt", .named),
        ("BuildArgs", .values),
        // Of configs; of a graph driver it is an object of paths.
        ("Data", .encoded),
        ("JoinTokens", .values),
        ("UnlockKey", .whole),
        ("SigningCAKey", .whole),
        ("Auth", .whole),
        ("Username", .whole),
        ("Email", .whole),
        // Instructions of a Dockerfile, with what `ARG` and `ENV` were.
        ("CreatedBy", .whole),
        ("OnBuild", .whole),
        // What a health check wrote.
        ("Output", .whole),
    ]
}
