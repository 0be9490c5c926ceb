import DockerAPI
import Testing

@testable import dockreeve

@Suite struct CertificateCacheTests {
    private static func text(_ number: Int, bytes: Int = 100) -> [UInt8] {
        Array("no certificate \(number) ".utf8) + [UInt8](repeating: 0x78, count: bytes)
    }

    private func read(_ text: [UInt8], _ cache: CertificateCache) -> CallerCertificate? { cache.certificate(text.span) }

    @Test func sameTextSameFields() async throws {
        let certificates = try Certificates()
        let cache = CertificateCache()
        let names = ["alice", "bob"]
        for name in names { try await certificates.make(name, subject: "/CN=\(name)") }
        for _ in 0..<3 {
            for name in names {
                let pem = Array(try certificates.pem("\(name).pem").utf8)
                #expect(read(pem, cache)?[.cn] == [name])
            }
        }
        #expect(cache.footprint.count == 2)
    }

    /// What is no certificate is remembered too: it would cost the most.
    @Test func garbageStaysGarbage() {
        let cache = CertificateCache()
        for _ in 0..<3 { #expect(read(Self.text(1), cache) == nil) }
        #expect(cache.footprint.count == 1)
        #expect(read([], cache) == nil)
    }

    @Test func neverMoreThanItsCapacity() {
        let cache = CertificateCache(capacity: 10)
        for number in 0..<95 {
            _ = read(Self.text(number), cache)
            #expect(cache.footprint.count <= 10)
        }
        #expect(cache.footprint.count == 5)
        #expect(cache.footprint.bytes == (90..<95).reduce(0) { $0 + Self.text($1).count })
    }

    @Test func neverMoreThanItsBytes() {
        let cache = CertificateCache(byteCapacity: 8000)
        for number in 0..<200 {
            _ = read(Self.text(number, bytes: number * 7 % 900), cache)
            #expect(cache.footprint.bytes <= 8000)
        }
        #expect(cache.footprint.count > 0)
        let before = cache.footprint
        _ = read(Self.text(1, bytes: 1000), cache)
        #expect(cache.footprint == before, "one that is too large is not kept")
    }
}
