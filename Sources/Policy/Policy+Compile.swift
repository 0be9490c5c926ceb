extension Policy {
    /// Makes one policy of rule files.
    ///
    /// All mistakes of all files are found in one go; with any of them there is no policy.
    public static func compile(_ files: [RuleFile]) -> CompileResult {
        var compiler = PolicyCompiler(files)
        return compiler.compile()
    }

    /// Reads and compiles all rule files of a directory: `*.yaml` and `*.yml` in the order of their names, without those
    /// that start with `.` or end with `~`.
    ///
    /// There is no policy when the directory is missing, can't be read or holds no rule file, or when somebody beside root
    /// and the process's own user can change the files or what leads to them; what is wrong is told as it is for the
    /// files' text.
    public static func load(directory: String) -> CompileResult {
        compile(PolicyFiles.read(directory: directory))
    }

    /// Makes one policy of files that were read from a directory.
    public static func compile(_ files: PolicyFiles) -> CompileResult {
        var compiler = PolicyCompiler(files.files, loading: files.diagnostics)
        return compiler.compile()
    }

    /// Reads and compiles files, whatever they are called, and directories as one policy.
    ///
    /// - Parameter tests: Files of tests and directories of such files; rules in them are a mistake.
    public static func load(paths: [String], tests: [String] = []) -> CompileResult {
        var loader = PolicyLoader()
        for path in paths { loader.add(path: path) }
        loader.startTests()
        for path in tests { loader.add(path: path) }
        var compiler = PolicyCompiler(loader.files, loading: loader.diagnostics)
        return compiler.compile()
    }

    /// Makes one policy of rule files and looks for what they say and hardly mean: warnings beside the errors.
    public static func check(_ files: [RuleFile], options: CheckOptions = CheckOptions()) -> CompileResult {
        var compiler = PolicyCompiler(files)
        return compiler.compile(checks: options)
    }

    /// The same for files and directories on disk.
    public static func check(paths: [String], options: CheckOptions = CheckOptions()) -> CompileResult {
        var loader = PolicyLoader()
        for path in paths { loader.add(path: path) }
        var compiler = PolicyCompiler(loader.files, loading: loader.diagnostics)
        return compiler.compile(checks: options)
    }
}
