import DockerAPI
import Foundation
import Testing

@testable import dockreeve

/// Fields of certificates that openssl made, and texts that are none.
@Suite struct CertificateParserTests {
    private let certificates: Certificates

    init() throws { certificates = try Certificates() }

    private func parse(_ pem: String) -> CallerCertificate? { CertificateParser.parse(pem: Array(pem.utf8)) }

    @Test func everyField() async throws {
        let pem = try await certificates.make(
            "alice",
            subject: "/C=DE/O=Example GmbH/O=Second/OU=Engineering/OU=Küche/CN=alice",
            names: "DNS:a.example.com,DNS:*.b.example.com,email:alice@example.com,URI:spiffe://example/alice,IP:::1",
            serial: "0x00D0C4EE5E1234567890ABCDEF"
        )
        let fields = try #require(parse(pem))
        #expect(fields[.cn] == ["alice"])
        #expect(fields[.o] == ["Example GmbH", "Second"])
        #expect(fields[.ou] == ["Engineering", "Küche"])
        #expect(fields[.dns] == ["a.example.com", "*.b.example.com"])
        #expect(fields[.email] == ["alice@example.com"])
        #expect(fields[.uri] == ["spiffe://example/alice"])
        #expect(fields[.issuer] == ["alice"])
        #expect(fields[.serial] == ["d0c4ee5e1234567890abcdef"])
    }

    /// Both as openssl shows them, letters and colons aside.
    @Test(arguments: ["1", "127", "128", "255", "256", "0x7fffffffffffffffffffffffffffffffffffffff"])
    func serialAndFingerprintAreThoseOfOpenSSL(serial: String) async throws {
        let pem = try await certificates.make("c", subject: "/CN=c", serial: serial)
        let fields = try #require(parse(pem))
        let shown = try await certificates.openssl(
            ["x509", "-in", certificates.path("c.pem"), "-noout", "-serial", "-fingerprint", "-sha256"]
        )
        let values = shown.split(separator: "\n").compactMap { $0.split(separator: "=").last }
            .map { $0.replacing(":", with: "").lowercased() }
        #expect(values.count == 2)
        #expect(fields[.serial] == [values[0]])
        #expect(fields[.fingerprint] == [values[1]])
        #expect(values[1].count == 64)
    }

    @Test func whatIsNotThereHasNoValue() async throws {
        let fields = try #require(parse(try await certificates.make("bare", subject: "/O=x")))
        for field in [CertificateField.cn, .ou, .dns, .email, .uri, .issuer] { #expect(fields[field].isEmpty) }
        #expect(fields[.o] == ["x"] && fields[.fingerprint].count == 1)
    }

    /// A name in a value is only text: nothing in it can become a field of its own.
    @Test func aNameCanNotFakeAnother() async throws {
        let pem = try await certificates.make("c", subject: #"/CN=mallory\/OU=admins\nOU=admins"#)
        let fields = try #require(parse(pem))
        #expect(fields[.ou].isEmpty)
        #expect(fields[.cn].count == 1)
    }

    @Test func garbageIsNoCertificate() async throws {
        let pem = try await certificates.make("c", subject: "/CN=c")
        let lines = pem.split(separator: "\n").map(String.init)
        let body = lines.dropFirst().dropLast().joined()
        let der = try #require(Data(base64Encoded: body))
        func wrapped(_ der: Data, _ label: String = "CERTIFICATE") -> String {
            "-----BEGIN \(label)-----\n\(der.base64EncodedString(options: .lineLength64Characters))\n"
                + "-----END \(label)-----\n"
        }
        #expect(parse(wrapped(der)) != nil, "the right wrapping is read")
        let texts = [
            "", "garbage", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n", body, pem + pem,
            wrapped(der, "PRIVATE KEY"), wrapped(der.dropLast()), wrapped(der.dropLast(der.count / 2)),
            wrapped(der + [0]), wrapped(Data()), wrapped(Data([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF])),
            wrapped(Data(repeating: 0x30, count: 10_000)), try certificates.pem("c.key"),
        ]
        for text in texts { #expect(parse(text) == nil, "\(text.prefix(80))") }
        #expect(CertificateParser.parse(pem: [0xFF, 0xFE] + Array(pem.utf8)) == nil)
    }

    /// Whatever a bit turns into: it is read or refused, and never a crash.
    @Test func flippedBits() async throws {
        let pem = try await certificates.make("c", subject: "/O=o/OU=u/CN=c", names: "DNS:a,email:b@c,URI:x://y")
        let body = pem.split(separator: "\n").dropFirst().dropLast().joined()
        let der = try #require(Data(base64Encoded: body))
        var refused = 0
        for index in der.indices {
            for bit in [0, 3, 7] {
                var other = der
                other[index] ^= 1 << UInt8(bit)
                let text =
                    "-----BEGIN CERTIFICATE-----\n"
                    + other.base64EncodedString(options: .lineLength64Characters) + "\n-----END CERTIFICATE-----\n"
                guard let fields = parse(text) else {
                    refused += 1
                    continue
                }
                #expect(fields[.fingerprint].count == 1 && fields[.serial].count == 1)
            }
        }
        #expect(refused > der.count / 2)
    }

    @Test func aFileIsAChain() async throws {
        let first = try await certificates.make("a", subject: "/CN=a")
        let second = try await certificates.make("b", subject: "/CN=b")
        let key = try certificates.pem("a.key")
        let chain = try #require(CertificateParser.chain(in: Array("comment\n\(first)\(key)\(second)".utf8)))
        #expect(chain.map { parse($0)?[.cn] } == [["a"], ["b"]])
        #expect(CertificateParser.chain(in: Array(key.utf8)) == nil)
        #expect(CertificateParser.chain(in: []) == nil)
        #expect(CertificateParser.chain(in: Array((first + "-----BEGIN CERTIFICATE-----\n").utf8)) == nil)
    }
}
