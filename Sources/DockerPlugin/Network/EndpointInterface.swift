import StrictJSON

/// The addresses of an endpoint's interface (`Interface`).
public struct EndpointInterface: Sendable, Equatable {
    /// IPv4, with the network's prefix length.
    public var address: IPPrefix?
    /// IPv6, with the network's prefix length.
    public var addressIPv6: IPPrefix?
    /// As `02:42:ac:11:00:02`.
    public var macAddress: String?

    public init(address: IPPrefix? = nil, addressIPv6: IPPrefix? = nil, macAddress: String? = nil) {
        self.address = address
        self.addressIPv6 = addressIPv6
        self.macAddress = macAddress
    }

    init(_ call: DriverCall) throws(InvalidCall) {
        address = try call.prefix("Address")
        addressIPv6 = try call.prefix("AddressIPv6")
        if let text = try call.string("MacAddress"), !text.isEmpty {
            guard Self.isMACAddress(text) else { throw InvalidCall("`MacAddress` is not a MAC address: `\(text)`") }
            macAddress = text
        }
    }

    private static func isMACAddress(_ text: String) -> Bool {
        let bytes = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return bytes.count == 6
            && bytes.allSatisfy { byte in
                byte.count == 2 && byte.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }
            }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("Address")
        writer.string(address?.description ?? "")
        writer.name("AddressIPv6")
        writer.string(addressIPv6?.description ?? "")
        writer.name("MacAddress")
        writer.string(macAddress ?? "")
        writer.endObject()
    }
}
