import DockerAPI
import Synchronization

/// Certificates that were read once, by their PEM text: dockerd sends the whole chain with every call.
///
/// Every certificate here was signed by a CA that dockerd trusts; still nobody may fill the memory with them.
final class CertificateCache: Sendable {
    private struct Entry {
        let pem: [UInt8]
        let certificate: CallerCertificate?
    }

    private struct Entries {
        var byHash: [Int: Entry] = [:]
        var bytes = 0

        mutating func removeAll() {
            byHash.removeAll(keepingCapacity: true)
            bytes = 0
        }
    }

    private let capacity: Int
    private let byteCapacity: Int
    private let entries = Mutex(Entries())

    /// - Parameters:
    ///   - capacity: How many certificates are kept; one more, and all are let go.
    ///   - byteCapacity: Bytes of PEM text that are kept. A certificate of more than an eighth of it is read each time.
    init(capacity: Int = 1024, byteCapacity: Int = 4 << 20) {
        self.capacity = max(capacity, 1)
        self.byteCapacity = max(byteCapacity, 1)
    }

    /// How many are kept, and how many bytes of PEM text they have.
    var footprint: (count: Int, bytes: Int) { entries.withLock { ($0.byHash.count, $0.bytes) } }

    /// The fields of a certificate; nothing where the text is none.
    func certificate(_ pem: Span<UInt8>) -> CallerCertificate? {
        var hasher = Hasher()
        pem.withUnsafeBytes { hasher.combine(bytes: $0) }
        let key = hasher.finalize()
        if let known = entries.withLock({ $0.byHash[key] }), Self.areEqual(known.pem, pem) { return known.certificate }

        let bytes = pem.withUnsafeBufferPointer { Array($0) }
        let certificate = CertificateParser.parse(pem: bytes)
        if bytes.count <= byteCapacity / 8 { keep(Entry(pem: bytes, certificate: certificate), key) }
        return certificate
    }

    private func keep(_ entry: Entry, _ key: Int) {
        entries.withLock { entries in
            if entries.byHash.count >= capacity || entries.bytes + entry.pem.count > byteCapacity {
                entries.removeAll()
            }
            if let other = entries.byHash.updateValue(entry, forKey: key) { entries.bytes -= other.pem.count }
            entries.bytes += entry.pem.count
        }
    }

    private static func areEqual(_ one: [UInt8], _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        return other.withUnsafeBufferPointer { one.elementsEqual($0) }
    }
}
