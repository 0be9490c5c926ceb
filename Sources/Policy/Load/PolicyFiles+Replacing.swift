extension PolicyFiles {
    /// The files as they would be read if one of them had another text already, or were there already.
    public func replacing(_ file: RuleFile) -> PolicyFiles {
        var files = files
        if let index = files.firstIndex(where: { $0.name == file.name }) {
            files[index] = file
        } else {
            let index = files.firstIndex { file.name.utf8.lexicographicallyPrecedes($0.name.utf8) }
            files.insert(file, at: index ?? files.count)
        }
        var diagnostics = diagnostics.filter { $0.kind != .noRuleFiles }
        let place = SourcePlace(file: file.name, line: 0)
        if files.count > PolicyLoader.fileLimit {
            let message = "there are more than \(PolicyLoader.fileLimit) rule files"
            diagnostics.append(Diagnostic(.tooMany, at: place, message))
        }
        if files.reduce(0, { $0 + $1.text.count }) > PolicyLoader.totalLimit {
            let message = "the rule files are larger than \(PolicyLoader.totalLimit) bytes together"
            diagnostics.append(Diagnostic(.tooLarge, at: place, message))
        }
        return PolicyFiles(files: files, diagnostics: diagnostics, folders: folders)
    }
}

extension Policy {
    /// Makes one policy of files that were read from a directory and looks for what they say and hardly mean.
    public static func check(_ files: PolicyFiles, options: CheckOptions = CheckOptions()) -> CompileResult {
        var compiler = PolicyCompiler(files.files, loading: files.diagnostics)
        return compiler.compile(checks: options)
    }
}
