import Audit
import Crypto
import StrictJSON

/// A report as one HTML page that needs nothing beside it and runs nothing but its own script.
///
/// What a log holds, attackers have chosen. None of it gets into the page but as escaped text (``Markup``), and the page
/// forbids itself everything else: its Content-Security-Policy allows one script and one style sheet, by their hashes.
struct ReportPage {
    let report: LogReport

    var summary: LogSummary { report.summary }

    var text: String {
        let title = "Docker API audit report"
        let head: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(Self.contentPolicy)">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="dockreeve \(Version.text)">
            <title>\(title), \(period)</title>

            """
        let style = Markup(stringLiteral: "<style>\(ReportStyle.text)</style>\n</head>\n<body>\n")
        let script = Markup(stringLiteral: "<script>\(ReportScript.text)</script>\n</body>\n</html>\n")
        let top: Markup = """
            <a class="skip" href="#calls">To the table of calls</a>
            <header>
            <p class="kind">dockreeve audit report</p>
            <h1>\(title)</h1>
            <p class="period">\(period)</p>
            <p class="source">From \(source)\(constraint). Made \(LogReport.time(report.made)) \
            by dockreeve \(Version.text). Times are UTC.</p>
            </header>
            <main>

            """
        return
            (head + style + top + figures + warnings + overTime + rankings + denials + news + monitored + failures + log
            + calls + "</main>\n" + script).text
    }

    /// `require-trusted-types-for` keeps even the page's own script from making markup of text.
    private static let contentPolicy = """
        default-src 'none'; script-src '\(digest(ReportScript.text))'; style-src '\(digest(ReportStyle.text))'; \
        base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'
        """

    /// How a Content-Security-Policy names a text (W3C CSP Level 3, `hash-source`).
    private static func digest(_ text: String) -> String {
        let digest = Array(SHA256.hash(data: Array(text.utf8)))
        return "sha256-" + String(decoding: Base64.encode(digest.span), as: UTF8.self)
    }

    private var period: String {
        let from = summary.since ?? summary.first
        guard from != nil || summary.last != nil else { return "no records" }
        return "\(Self.minute(from)) to \(Self.minute(summary.until ?? summary.last)) UTC"
    }

    /// `2026-11-23 22:24`
    private static func minute(_ time: Timestamp?) -> String {
        guard let text = time?.description else { return "?" }
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }

    private var source: String {
        let named = report.files.isEmpty ? [LogFiles.standardFolder] : report.files
        let shown = named.prefix(4).map { $0 == "-" ? "standard input" : $0 }.joined(separator: ", ")
        let more = named.count > 4 ? " and \(named.count - 4) more" : ""
        return "\(shown)\(more): \(CallText.count(summary.records, "record"))"
    }

    private var constraint: String { report.constraint.isEmpty ? "" : ", only \(report.constraint)" }

    /// A section with a heading.
    func section(_ id: StaticString, _ title: String, _ note: Markup = "", _ content: Markup) -> Markup {
        let name = "\(id)"
        return """
            <section id="\(name)" aria-labelledby="\(name)-title">
            <h2 id="\(name)-title">\(title)</h2>
            \(note)\(content)</section>

            """
    }
}
