import Testing

@testable import dockreeve

@Suite struct SizeTextTests {
    @Test(arguments: [
        ("0", 0), ("1024", 1024), ("1KiB", 1024), ("8MiB", 8 << 20), ("2GiB", 2 << 30),
        ("9223372036854775807", Int.max), ("007", 7),
    ])
    func isRead(_ text: String, _ number: Int) {
        #expect(SizeText.bytes(text) == number)
    }

    @Test(arguments: [
        "", " ", "-1", "+1", "1.5", "1 MiB", "MiB", "1mib", "1MB", "1M", "1KiBs", "0x10", "1e3", "９", "٣", "1_000",
        "9223372036854775808", "99999999999999999999", "9223372036854775807KiB", "8589934592GiB", "s", "1ss", "30s",
    ])
    func isRefused(_ text: String) {
        #expect(SizeText.bytes(text) == nil)
    }
}
