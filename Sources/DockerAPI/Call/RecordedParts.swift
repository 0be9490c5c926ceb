/// What a record tells of a call beside its request line: the body isn't in it, but what came of it.
///
/// ``reset()`` keeps the memory.
public struct RecordedParts: Sendable {
    var facts = FactBuffer()
    var target: [UInt8] = []
    var certificate: CallerCertificate?

    public init() {}

    public mutating func reset() {
        facts.removeAll()
        target.removeAll(keepingCapacity: true)
        certificate = nil
    }

    /// One value of a fact.
    public mutating func addFact(_ fact: Fact, _ value: Span<UInt8>) {
        let start = facts.bytes.count
        value.withUnsafeBufferPointer { facts.bytes.append(contentsOf: $0) }
        facts.addMade(fact, from: start)
    }

    /// The object that the call was about, as the client wrote it.
    public mutating func setTarget(_ text: Span<UInt8>) {
        target.removeAll(keepingCapacity: true)
        text.withUnsafeBufferPointer { target.append(contentsOf: $0) }
    }

    /// One field of the caller's certificate.
    public mutating func addCertificateField(_ field: CertificateField, _ value: String) {
        var fields = certificate ?? CallerCertificate()
        fields.add(value, to: field)
        certificate = fields
    }

    /// The facts that have a value.
    public var presentFacts: FactSet { facts.present }
}
