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
            help: "chmod go-w \(Self.quoted(path))"
        )
    }

    /// The path as a shell takes it.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy {
            ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || "/._-+:@".utf8.contains($0)
        }
        if isPlain, !path.isEmpty { return path }
        let inner = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        return "'\(SafeText.inline(inner))'"
    }
}
