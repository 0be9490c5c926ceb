import TestSupport
import Testing

@testable import dockreeve

/// What gets into a page is text.
@Suite struct MarkupTests {
    @Test func textStaysText() {
        let evil = "</script><b onclick='x' a=\"`\">&amp;\u{0}\u{202E}\n"
        let markup: Markup = "<p title=\"\(evil)\">\(evil)</p>"
        let text = "&lt;/script&gt;&lt;b onclick=&#39;x&#39; a=&quot;&#96;&quot;&gt;&amp;amp;\\u{0}\\u{202e}\\u{a}"
        #expect(markup.text == "<p title=\"\(text)\">\(text)</p>")
        let outer: Markup = "<div>\(markup) \(7)</div>"
        #expect(outer.text == "<div>\(markup.text) 7</div>")
        #expect(("\("abcdef", maximum: 3)" as Markup).text == "abc…")
    }

    @Test func nothingButEscapesForAnyText() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2000 {
            let scalars = (0..<20).compactMap { _ in
                Unicode.Scalar(UInt32(random.next() % (random.next() % 2 == 0 ? 0x80 : 0x11_0000)))
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            let markup: Markup = "\(text)"
            #expect(!markup.text.contains { "<>\"'`".contains($0) }, "\(markup.text)")
            #expect(
                markup.text.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }
            )
        }
    }

    @Test(arguments: [
        (0.0, "0"), (1.5, "1.5"), (-2.25, "-2.25"), (3.004, "3"), (0.05, "0.05"), (-0.05, "-0.05"),
        (1e300, "1000000000"),
        (99.999, "100"),
    ])
    func coordinates(_ number: Double, _ text: String) {
        #expect(("\(number)" as Markup).text == text)
    }
}
