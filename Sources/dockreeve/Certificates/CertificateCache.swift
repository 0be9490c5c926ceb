import DockerAPI
import Synchronization

/// Certificates that were read once, by their PEM text: dockerd sends the whole chain with every call.
final class CertificateCache: Sendable {
    private struct Entry {
        let pem: [UInt8]
        let certificate: CallerCertificate?
    }

    /// Every certificate here was signed by a CA that dockerd trusts; still nobody may fill the memory with them.
    private let capacity: Int
    private let entries = Mutex<[Int: Entry]>([:])

    init(capacity: Int = 1024) {
        self.capacity = max(capacity, 1)
    }

    /// The fields of a certificate; nothing where the text is none.
    func certificate(_ pem: Span<UInt8>) -> CallerCertificate? {
        var hasher = Hasher()
        pem.withUnsafeBytes { hasher.combine(bytes: $0) }
        let key = hasher.finalize()
        if let known = entries.withLock({ $0[key] }), Self.areEqual(known.pem, pem) { return known.certificate }

        let bytes = pem.withUnsafeBufferPointer { Array($0) }
        let certificate = CertificateParser.parse(pem: bytes)
        entries.withLock { entries in
            if entries.count >= capacity { entries.removeAll(keepingCapacity: true) }
            entries[key] = Entry(pem: bytes, certificate: certificate)
        }
        return certificate
    }

    private static func areEqual(_ one: [UInt8], _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        return other.withUnsafeBufferPointer { one.elementsEqual($0) }
    }
}
