/// One rule file while it is read: knows its lines and reports about its places.
struct SourceText {
    let file: RuleFile
    let sink: DiagnosticSink

    func place(_ mark: YAMLMark) -> SourcePlace {
        SourcePlace(file: file.name, line: mark.line, column: mark.column)
    }

    func place(_ node: YAMLNode) -> SourcePlace { place(node.mark) }

    /// Reports something about a node; the caret covers it when it stands on one line.
    func report(
        _ kind: DiagnosticKind,
        severity: Diagnostic.Severity = .error,
        at node: YAMLNode,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil
    ) {
        guard !sink.isFull(severity) else { return }
        var width = 1
        if node.text != nil, node.mark.line == node.endMark.line { width = node.endMark.column - node.mark.column }
        report(kind, severity: severity, at: node.mark, message(), help: help(), width: width)
    }

    func report(
        _ kind: DiagnosticKind,
        severity: Diagnostic.Severity = .error,
        at mark: YAMLMark,
        _ message: @autoclosure () -> String,
        help: @autoclosure () -> String? = nil,
        width: Int = 1
    ) {
        // Finding the nearest word costs more than all else.
        guard !sink.isFull(severity) else { return }
        sink.add(
            Diagnostic(
                kind,
                severity: severity,
                at: place(mark),
                message(),
                help: help(),
                sourceLine: line(around: mark.offset),
                width: width
            )
        )
    }

    /// The line that holds a byte, cut to what can be shown.
    private func line(around offset: Int) -> String {
        let text = file.text
        let at = min(max(offset, 0), text.count)
        var start = at
        while start > 0, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        var end = at
        while end < text.count, text[end] != UInt8(ascii: "\n"), text[end] != UInt8(ascii: "\r"), end - start < 8192 {
            end += 1
        }
        return SafeText.line(text.span.extracting(start..<max(end, start)))
    }
}
