/// DER forms of Ed25519 keys. RFC 8410 leaves nothing to choose in them, so each is a fixed prefix before 32 bytes.
enum KeyEncoding {
    /// OneAsymmetricKey, version 0, id-Ed25519 (1.3.101.112), an OCTET STRING in an OCTET STRING.
    private static let privatePrefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
    /// SubjectPublicKeyInfo, id-Ed25519, a BIT STRING without unused bits.
    private static let publicPrefix: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    static func privateKey(seed: [UInt8]) -> [UInt8] { privatePrefix + seed }
    static func publicKey(_ bytes: [UInt8]) -> [UInt8] { publicPrefix + bytes }
    static func privateSeed(_ der: [UInt8]) -> [UInt8]? { payload(der, privatePrefix) }
    static func publicBytes(_ der: [UInt8]) -> [UInt8]? { payload(der, publicPrefix) }

    private static func payload(_ der: [UInt8], _ prefix: [UInt8]) -> [UInt8]? {
        guard der.count == prefix.count + 32, der.starts(with: prefix) else { return nil }
        return Array(der[prefix.count...])
    }
}
