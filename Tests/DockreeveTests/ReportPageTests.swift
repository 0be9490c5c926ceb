import Foundation
import Testing

/// The page of `dockreeve audit report --html` in a real browser, made of a log that was written to break it.
@Suite(.enabled(if: Browser.program != nil, "there is no Chromium: scripts/deps browser"))
struct ReportPageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let evil = [
        "<script>window.ran='script'</script>", "</script><script>window.ran='end'</script>",
        "\"><img src=x onerror=\"window.ran='attribute'\">", "' onmouseover='window.ran=1' x='",
        "javascript:window.ran='link'", "<a href=\"javascript:window.ran=2\">x</a>",
        "</td></tr></table><h1>broken</h1>",
        "<svg onload=window.ran='svg'>", "</title><script>window.ran='title'</script>",
        "--><script>window.ran=3</script>",
        "&lt;script&gt;window.ran=4&lt;/script&gt;", "</style><style>*{display:none}</style>", "`${window.ran=5}`",
        "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>",
        "<meta http-equiv=refresh content=0>",
        "<iframe srcdoc='<script>parent.ran=6</script>'>", "\u{202E}txet\u{2066}", "\u{1B}[2J\u{0}\u{9B}", "<!--",
        "]]>",
        "\u{2028}\u{2029}", String(repeating: "<b>\"'", count: 13_000), "{{ran}}", "__proto__", "\u{FEFF}", "%00",
    ]

    /// Each hostile text in each place that a report shows.
    private func hostileLog() throws -> String {
        var text = RecordLine(user: "early", more: ["time": "2026-11-01T00:00:00Z"]).text
        for (index, evil) in Self.evil.enumerated() {
            var record = RecordLine(
                id: evil,
                user: evil,
                method: evil,
                uri: evil,
                action: evil,
                decision: index % 2 == 0 ? "deny" : "allow",
                reason: evil,
                rules: [evil]
            )
            record.more = [
                "time": "2026-11-23T22:24:\(10 + index).000000Z", "target": evil, "uses": [evil: [evil]],
                "would": ["decision": index % 2 == 0 ? "allow" : "deny", "deny": [evil], "allow": [evil]],
                "failures": [["rule": evil, "code": evil]], "raw_uri": evil, "groups": [evil],
            ]
            text += record.text
            record.phase = "gap"
            record.more["reason"] = evil
            text += record.text
        }
        return try folder.write("audit.jsonl", text + "<script>window.ran='garbage'</script>\n")
    }

    private func page(_ log: String, _ more: String...) async throws -> String {
        let page = folder.path("page.html")
        let result = try await Program.runList(["audit", "report", "--html", page] + more + [log])
        #expect(result.status == 0, "\(result)")
        return page
    }

    @Test func nothingOfALogRunsOrIsLoaded() async throws {
        let page = try await page(try hostileLog(), "--since", "2026-11-02", "--top", "100")
        let browser = try await Browser.start()
        try await browser.open(page)
        #expect(try await browser.text("String(window.ran)") == "undefined")
        // The page is what the program wrote: one script, one style sheet, and no element or attribute of the log's.
        #expect(try await browser.number("document.scripts.length") == 1)
        #expect(try await browser.number("document.styleSheets.length") == 1)
        let foreign =
            "a:not(.skip), img, iframe, object, embed, link, base, b, [style], [href]:not(.skip), [src], form[action]"
        #expect(try await browser.number("document.querySelectorAll('\(foreign)').length") == 0)
        let handlers =
            "[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).length"
        #expect(try await browser.number(handlers) == 0)
        #expect(try await browser.number("document.querySelectorAll('h1').length") == 1)
        #expect(try await browser.text("document.title").hasPrefix("Docker API audit report"))
        // All of them are there to be read.
        let rows = try await browser.number("document.querySelectorAll('#table tbody tr').length")
        #expect(rows == Self.evil.count)
        let seen = try await browser.text("document.getElementById('table').textContent")
        for text in [
            "<script>window.ran='script'</script>", "javascript:window.ran='link'", "\\u{202e}txet\\u{2066}",
            "\\u{1b}[2J\\u{0}",
        ] {
            #expect(seen.contains(text), "\(text)")
        }
        #expect(
            seen.unicodeScalars.allSatisfy {
                $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory)
            }
        )
        // Nothing but the page was asked for, and the browser has nothing to complain of.
        let requests = browser.events("Network.requestWillBeSent").compactMap {
            ($0["request"] as? Browser.Message)?["url"] as? String
        }
        #expect(requests == ["file://\(page)"])
        for event in [
            "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening",
        ] {
            #expect(browser.events(event).isEmpty, "\(event): \(browser.events(event))")
        }
    }

    @Test func theContentPolicyIsInForce() async throws {
        let page = try await page(try folder.write("audit.jsonl", RecordLine().text))
        let browser = try await Browser.start()
        try await browser.open(page)
        // A policy whose hash didn't fit would have kept the script from showing the form.
        #expect(try await browser.value("document.getElementById('filter').hidden") as? Bool == false)
        #expect(try await browser.text("getComputedStyle(document.querySelector('h1')).fontWeight") == "650")
        for attempt in [
            "document.body.innerHTML = '<img src=x>'",
            "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)",
            "document.body.setAttribute('onclick', 'window.ran = 2'); document.body.click()",
            "document.body.setAttribute('style', 'display: none')", "document.body.append(new Image()); 0",
        ] { _ = try? await browser.value("(() => { \(attempt) })()") }
        #expect(try await browser.text("String(window.ran)") == "undefined")
        #expect(try await browser.text("getComputedStyle(document.body).display") == "block")
        #expect(try await browser.number("document.querySelectorAll('main').length") == 1)
    }

    @Test func theTableSortsAndFilters() async throws {
        var lines = ["carol", "alice", "bob"].enumerated().map { index, user in
            RecordLine(
                user: user,
                more: ["time": "2026-11-23T22:24:0\(index).000000Z", "status": [9, 200, 30][index]]
            )
        }
        lines.append(RecordLine(user: "Zoë", decision: "deny", reason: "no-rule-matched", rules: []))
        let page = try await page(try folder.write("audit.jsonl", lines.map(\.text).joined()))
        let browser = try await Browser.start()
        try await browser.open(page)
        let rows = "[...document.querySelectorAll('#table tbody tr')]"
        let users = "\(rows).filter((r) => !r.hidden).map((r) => r.cells[1].textContent).join()"
        let head = "document.querySelectorAll('#table thead th')"
        #expect(try await browser.text(users) == "carol,alice,bob,Zoë")
        for (column, orders) in [
            1: ["alice,bob,carol,Zoë", "Zoë,carol,bob,alice"], 0: ["carol,alice,bob,Zoë", "Zoë,bob,alice,carol"],
            6: ["Zoë,carol,bob,alice", "alice,bob,carol,Zoë"],
        ] {
            for (order, direction) in zip(orders, ["ascending", "descending"]) {
                _ = try await browser.value("\(head)[\(column)].querySelector('button').click()")
                #expect(try await browser.text(users) == order, "column \(column) \(direction)")
                #expect(try await browser.text("\(head)[\(column)].getAttribute('aria-sort')") == direction)
            }
            #expect(try await browser.number("document.querySelectorAll('#table [aria-sort]').length") == 1)
        }
        func find(_ text: String, _ decision: String = "") async throws -> String {
            let set =
                "(id, v, e) => { const c = document.getElementById(id); c.value = v; c.dispatchEvent(new Event(e)); }"
            _ = try await browser.value("(\(set))('find', '\(text)', 'input')")
            _ = try await browser.value("(\(set))('decision', '\(decision)', 'change')")
            return try await browser.text(users)
        }
        #expect(try await find("CAROL allowed") == "carol")
        #expect(try await find("nothing of it").isEmpty)
        #expect(try await browser.text("document.getElementById('shown').textContent") == "0 of 4 shown")
        #expect(try await find("", "deny") == "Zoë")
        #expect(try await find("").split(separator: ",").count == 4)
        // Without a script everything is there, and no control that does nothing.
        #expect(try await browser.number("\(rows).length") == 4)
    }
}
