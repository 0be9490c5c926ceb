import DockerPlugin

/// Names of interfaces, at most 15 bytes on Linux (`IFNAMSIZ`): 48 bits of a hash of Docker's identifier.
enum LinkName {
    static func bridge(_ network: String) -> String { "db" + digits(network) }

    static func pair(_ endpoint: EndpointReference) -> (host: String, container: String) {
        let digits = digits(endpoint.network + "/" + endpoint.endpoint)
        return ("dh" + digits, "dc" + digits)
    }

    /// FNV-1a; not a secret, only spread.
    private static func digits(_ text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String((hash ^ hash >> 48) & 0xFFFF_FFFF_FFFF, radix: 16)
        return String(repeating: "0", count: 12 - digits.utf8.count) + digits
    }
}
