import Testing

@testable import DockerPlugin

@Suite struct AddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "255.255.255.255", "::", "::1", "fe80::7809:baff:fec6:7744", "2001:db8::1",
    ])
    func `addresses come back as they were written`(text: String) throws {
        #expect(try #require(IPAddress(text)).description == text)
    }

    @Test(arguments: ["", "10.1.2", "10.1.2.256", "010.1.2.3x", "::g", "[::1]", "fe80::1%lo", "10.0.0.1/8", "1 .2.3.4"])
    func `what is no address`(text: String) { #expect(IPAddress(text) == nil) }

    @Test(arguments: [
        "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "/8", "10.0.0.0/008x",
    ])
    func `what is no prefix`(text: String) { #expect(IPPrefix(text) == nil) }

    @Test func `a prefix knows its ends`() throws {
        let prefix = try #require(IPPrefix("10.1.2.3/20"))
        #expect(prefix.network.description == "10.1.0.0/20")
        #expect(prefix.last.description == "10.1.15.255")
        #expect(prefix.contains(try #require(IPAddress("10.1.15.1"))))
        #expect(!prefix.contains(try #require(IPAddress("10.1.16.0"))))
        #expect(!prefix.contains(try #require(IPAddress("::1"))))
        let all = try #require(IPPrefix("::/0"))
        #expect(all.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
        #expect(all.overlaps(try #require(IPPrefix("fd00::/8"))))
        #expect(!all.overlaps(prefix))
        let one = try #require(IPPrefix("10.0.0.1/32"))
        #expect(one.first == one.last)
    }

    @Test(arguments: ["127.0.0.1:80", "[::1]:8080", "0.0.0.0:0"])
    func `addresses with ports`(text: String) throws { #expect(try #require(TCPAddress(text)).description == text) }

    @Test(arguments: ["127.0.0.1", "::1:80", "[127.0.0.1]:80", "localhost:80", "1.2.3.4:65536", "[::1]:-1", ":80"])
    func `what is no address with a port`(text: String) { #expect(TCPAddress(text) == nil) }
}
