import Testing

@testable import dockreeve

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("0s", 0), ("90s", 90), ("15m", 900), ("2h", 7200), ("3d", 259_200), ("1w", 604_800), ("007s", 7),
    ])
    func isRead(_ text: String, _ seconds: Int64) {
        #expect(DurationText.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "s", "90", "-1s", "+1s", "1.5h", "1 d", "1y", "1S", "1ms", "٣d", "1_0s", "9223372036854775808s",
        "9223372036854775807w",
    ])
    func isRefused(_ text: String) {
        #expect(DurationText.seconds(text) == nil)
    }
}
