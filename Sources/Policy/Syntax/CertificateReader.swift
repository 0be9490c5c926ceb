import DockerAPI

/// Reads the `certificate` of a test: PEM, or the fields that the test is about.
struct CertificateReader {
    private let node: NodeReader

    init(_ node: NodeReader) {
        self.node = node
    }

    func read(_ value: YAMLNode) -> TestCertificate? {
        let help = "write `certificate: { cn: alice, ou: [Engineering] }`, or the PEM text after a `|`"
        if let text = value.text, !value.isAbsent {
            if text.contains("-----BEGIN CERTIFICATE-----") { return .pem(text) }
            node.source.report(.badTest, at: value.mark, "the certificate is not in PEM form", help: help)
            return nil
        }
        guard let pairs = node.mapping(value, "`certificate`", help: help) else { return nil }
        var certificate = CallerCertificate()
        for pair in pairs {
            guard let field = CertificateField(rawValue: pair.key.text ?? "") else {
                node.unknownKey(pair.key, in: "a certificate", known: CertificateField.allCases.map(\.rawValue))
                continue
            }
            for item in pair.value.items ?? [pair.value] {
                if let text = node.text(item, "a field of a certificate") { certificate.add(text, to: field) }
            }
        }
        return .fields(certificate)
    }
}
