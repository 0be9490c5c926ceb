extension PolicyLoader {
    mutating func report(
        _ kind: DiagnosticKind,
        _ path: String,
        _ message: String,
        help: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        let place = SourcePlace(file: path, line: 0)
        append(Diagnostic(kind, severity: severity, at: place, message, help: help))
    }

    mutating func reportUnreadable(_ kind: DiagnosticKind, _ path: String, _ error: SystemError, help: String? = nil) {
        let message = "can't read `\(SafeText.inline(path))`: \(error.message)"
        if kind == .directoryMissing, !error.isMissing {
            report(.unreadable, path, message)
        } else {
            report(kind, path, message, help: help)
        }
    }

    mutating func reportWritable(_ path: String, _ status: FileStatus, _ what: String) {
        report(
            .writableByOthers,
            path,
            "others than the owner can write to this \(what) (mode \(status.modeText))",
            help: "chmod go-w \(ShellWord.quoted(path))"
        )
    }

    /// Tells what others could change on the way to the files.
    mutating func report(_ problem: TrustProblem, severity: Diagnostic.Severity) {
        report(
            problem.kind == .owner ? .untrustedOwner : .writableByOthers,
            problem.path,
            problem.message,
            help: problem.command,
            severity: severity
        )
    }
}
