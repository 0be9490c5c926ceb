import Crypto
import DockerAPI
import SwiftASN1
import X509

/// Reads the fields that rules can match from a certificate in PEM (RFC 7468) form.
///
/// Nothing is verified here: dockerd has done that in the TLS handshake, and passes on what it verified.
enum CertificateParser {
    /// - Returns: Nothing where the text is no certificate, or one with a name that is no text.
    static func parse(pem: [UInt8]) -> CallerCertificate? {
        guard let text = String(validating: pem, as: UTF8.self),
            let document = try? PEMDocument(pemString: text),
            document.discriminator == Certificate.defaultPEMDiscriminator,
            let certificate = try? Certificate(derEncoded: document.derBytes)
        else { return nil }

        var fields = CallerCertificate()
        guard addSubject(certificate.subject, to: &fields), addAlternativeNames(of: certificate, to: &fields) else {
            return nil
        }
        for name in values(of: .RDNAttributeType.commonName, in: certificate.issuer) ?? [] {
            fields.add(name, to: .issuer)
        }
        fields.add(Hexadecimal.text(certificate.serialNumber.bytes), to: .serial)
        fields.add(Hexadecimal.text(SHA256.hash(data: document.derBytes)), to: .fingerprint)
        return fields
    }

    /// The certificates of a file, each as PEM text of its own, as dockerd passes a chain on; what is no certificate, a key
    /// for instance, is left out.
    ///
    /// - Returns: Nothing where there is none, or where a block is broken.
    static func chain(in text: [UInt8]) -> [String]? {
        guard let text = String(validating: text, as: UTF8.self),
            let documents = try? PEMDocument.parseMultiple(pemString: text)
        else { return nil }
        let certificates = documents.filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
        return certificates.isEmpty ? nil : certificates.map { $0.pemString + "\n" }
    }

    private static func addSubject(_ subject: DistinguishedName, to fields: inout CallerCertificate) -> Bool {
        let attributes: [(ASN1ObjectIdentifier, CertificateField)] = [
            (.RDNAttributeType.commonName, .cn),
            (.RDNAttributeType.organizationalUnitName, .ou),
            (.RDNAttributeType.organizationName, .o),
        ]
        for (type, field) in attributes {
            guard let values = values(of: type, in: subject) else { return false }
            for value in values { fields.add(value, to: field) }
        }
        return true
    }

    /// - Returns: Nothing where one of the values is no text.
    private static func values(of type: ASN1ObjectIdentifier, in name: DistinguishedName) -> [String]? {
        var values: [String] = []
        for relative in name {
            for attribute in relative where attribute.type == type {
                guard let value = String(attribute.value) else { return nil }
                values.append(value)
            }
        }
        return values
    }

    private static func addAlternativeNames(of certificate: Certificate, to fields: inout CallerCertificate) -> Bool {
        guard let names = try? certificate.extensions.subjectAlternativeNames else {
            // No such extension, or one that can't be read: then the certificate isn't one that rules could judge.
            return certificate.extensions[oid: .X509ExtensionID.subjectAlternativeName] == nil
        }
        for name in names {
            switch name {
            case .dnsName(let text): fields.add(text, to: .dns)
            case .rfc822Name(let text): fields.add(text, to: .email)
            case .uniformResourceIdentifier(let text): fields.add(text, to: .uri)
            default: continue
            }
        }
        return true
    }
}
