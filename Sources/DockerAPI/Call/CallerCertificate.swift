/// What the rules can ask of the caller's own certificate, the first of the chain.
public struct CallerCertificate: Sendable, Equatable {
    /// More certificates than this are no chain.
    static let longestChain = 32

    private var values: [[[UInt8]]]

    /// A certificate without fields.
    public init() { values = Array(repeating: [], count: CertificateField.allCases.count) }

    /// Adds a value of a field; a certificate may have several organizational units and names.
    public mutating func add(_ value: String, to field: CertificateField) {
        values[field.index].append(Array(value.utf8))
    }

    /// The values of a field as UTF-8, in the order of the certificate.
    func bytes(of field: CertificateField) -> [[UInt8]] { values[field.index] }

    /// The values of a field, in the order of the certificate.
    public subscript(field: CertificateField) -> [String] {
        values[field.index].map { String(decoding: $0, as: UTF8.self) }
    }
}
