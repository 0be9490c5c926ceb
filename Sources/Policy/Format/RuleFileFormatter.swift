/// The one form that a rule file is written in; its comments stay, and so does all that it says.
public enum RuleFileFormatter {
    public enum Failure: Error, Sendable, CustomStringConvertible {
        /// The file isn't one; nothing can be said about its form.
        case unreadable(Diagnostic)
        /// What came out would not be the same file. That is a mistake in here; the text is not to be used.
        case wouldChange(String)

        public var description: String {
            switch self {
            case .unreadable(let diagnostic): diagnostic.description
            case .wouldChange(let what):
                "formatting would change \(what); this is a bug, please report it. The file is left alone"
            }
        }
    }

    /// - Returns: The formatted text. It was read again, and says the same with the same comments.
    public static func format(_ file: RuleFile) throws(Failure) -> [UInt8] {
        let root = try read(file)
        let comments = CommentScanner.comments(in: file.text, root)
        let text = Array(print(root, comments, file.text).utf8)
        try compare(root, comments, with: RuleFile(name: file.name, text: text))
        return text
    }

    private static func print(_ root: YAMLNode?, _ comments: [FormatComment], _ bytes: [UInt8]) -> String {
        guard let root else { return FormatPrinter.text(of: comments) }
        let tree = FormatNode(root, .file, in: nil, bytes: bytes)
        CommentPlacement.place(comments, in: tree)
        tree.arrange()
        return FormatPrinter.text(of: tree)
    }

    private static func read(_ file: RuleFile) throws(Failure) -> YAMLNode? {
        let sink = DiagnosticSink()
        let source = SourceText(file: file, sink: sink)
        switch YAMLReader.read(file.text, limits: RuleFileReader.limits) {
        case .success(let root):
            guard let root, NodeReader(source).mapping(root, "a rule file") == nil else { return root }
        case .failure(let fault): source.report(.yamlSyntax, at: fault.mark, fault.message, help: fault.help)
        }
        guard let diagnostic = sink.diagnostics.first else { throw .wouldChange("the file") }
        throw .unreadable(diagnostic)
    }

    private static func compare(
        _ root: YAMLNode?,
        _ comments: [FormatComment],
        with result: RuleFile
    ) throws(Failure) {
        guard case .success(let again) = YAMLReader.read(result.text, limits: RuleFileReader.limits) else {
            throw .wouldChange("the file into one that can't be read")
        }
        guard SameMeaning.holds(root, again) else { throw .wouldChange("what the file says") }
        let kept = CommentScanner.comments(in: result.text, again).map(\.text).sorted()
        guard kept == comments.map(\.text).sorted() else { throw .wouldChange("the comments") }
    }
}
