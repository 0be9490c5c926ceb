import Crypto
import DockerAPI
import FuzzSupport
import StrictJSON

@testable import Certificates

/// The input is a certificate, its DER or its PEM text: it is read or refused, twice in the same way, and told apart from
/// all others by its fingerprint.
@main struct CertificateTarget: FuzzTarget {
    private let cache = CertificateCache(capacity: 8, byteCapacity: 1 << 14)

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let bytes = Array(input)
        guard bytes.starts(with: "-----".utf8) else {
            let fields = check(pem: Self.pem(bytes))
            let digest = SHA256.hash(data: bytes).map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
            if let fields { require(fields[.fingerprint] == [digest], "another fingerprint") }
            return
        }
        check(pem: bytes)
        guard let chain = CertificateParser.chain(in: bytes) else { return }
        for certificate in chain {
            require(CertificateParser.chain(in: Array(certificate.utf8)) == [certificate], "a chain's part isn't one")
            check(pem: Array(certificate.utf8))
        }
    }

    @discardableResult
    private func check(pem: [UInt8]) -> CallerCertificate? {
        let fields = CertificateParser.parse(pem: pem)
        require(CertificateParser.parse(pem: pem) == fields, "read in two ways")
        for _ in 0..<2 { require(cache.certificate(pem.span) == fields, "the cache has another certificate") }
        guard let fields else { return nil }
        require(fields[.fingerprint].count == 1 && fields[.serial].count == 1, "no fingerprint, or no serial number")
        for value in fields[.serial] + fields[.fingerprint] {
            require(value.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }, "no digits")
        }
        let footprint = cache.footprint
        require(footprint.count <= 8 && footprint.bytes <= 1 << 14, "the cache holds more than it may")
        return fields
    }

    private static func pem(_ der: [UInt8]) -> [UInt8] {
        var lines = Array("-----BEGIN CERTIFICATE-----\n".utf8)
        var text = Base64.encode(der.span)[...]
        while !text.isEmpty {
            lines += text.prefix(64) + [UInt8(ascii: "\n")]
            text = text.dropFirst(64)
        }
        return lines + Array("-----END CERTIFICATE-----\n".utf8)
    }
}
