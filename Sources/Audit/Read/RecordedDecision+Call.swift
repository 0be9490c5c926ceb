import DockerAPI
import Policy
import StrictJSON

extension RecordedDecision {
    /// Makes a call of the record, as far as it tells it.
    ///
    /// - Parameters:
    ///   - reader: Has the call afterwards. Its body and headers, environment, labels and the rest of what no record
    ///     holds are among the unknowns; the call's findings mean nothing.
    ///   - scratch: Buffers that are used again.
    public func read(into reader: inout CallReader, _ scratch: inout RecordScratch) -> CallUnknowns {
        scratch.wire.reset()
        scratch.parts.reset()
        scratch.wire.phase = phase
        if let status = token(.status) { scratch.wire.status = Int(text(status)) }
        with(.method, &scratch.text) { scratch.wire.setMethod($0) }
        with(has(.rawURI) ? .rawURI : .uri, &scratch.text) { scratch.wire.setURI($0) }
        with(.user, &scratch.text) { scratch.wire.setUser($0) }
        with(.authentication, &scratch.text) { scratch.wire.setAuthentication($0) }
        with(.target, &scratch.text) { scratch.parts.setTarget($0) }
        readFacts(&scratch)
        var unknowns = CallUnknowns(attributes: [.body, .header])
        if phase == .response { unknowns.attributes.formUnion([.responseBody, .responseHeader]) }
        if let certificate = index(.certificate) {
            readCertificate(certificate, &scratch)
            unknowns.certificate = Self.unrecordedFields
        }
        let present = scratch.parts.presentFacts
        reader.read(swapping: &scratch.wire, recorded: &scratch.parts)
        unknowns.facts = FactSet.all.subtracting(AuditEntry.facts).intersection(reader.call.possibleFacts)
        unknowns.hiddenFacts = AuditEntry.nameOnly.intersection(present)
        for place in list(.redacted) { RedactedPlace.hide(place, in: &unknowns) }
        return unknowns
    }

    private static let recordedFields: [CertificateField] = [.fingerprint, .serial]
    private static let unrecordedFields = Set(CertificateField.allCases).subtracting(recordedFields)

    private func readFacts(_ scratch: inout RecordScratch) {
        guard let index = index(.uses) else { return }
        let object = tokens.tokens[index]
        var at = index + 1
        while at < object.next {
            let list = tokens.tokens[at + 1]
            if list.kind == .array, let fact = FactNames.fact(tokens.tokens[at], in: bytes.span) {
                var item = at + 2
                while item < list.next {
                    let value = tokens.tokens[item]
                    if value.kind == .string { with(value, &scratch.text) { scratch.parts.addFact(fact, $0) } }
                    item = Int(value.next)
                }
            }
            at = Int(list.next)
        }
    }

    private func readCertificate(_ index: Int, _ scratch: inout RecordScratch) {
        if let fingerprint = member("fingerprint", of: index) {
            scratch.parts.addCertificateField(.fingerprint, text(tokens.tokens[fingerprint]))
        }
        if let serial = member("serial", of: index) {
            scratch.parts.addCertificateField(.serial, text(tokens.tokens[serial]))
        }
    }
}
