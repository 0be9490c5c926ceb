/// An address with the length of its network's prefix, as `10.0.0.1/24` (CIDR notation, RFC 4632).
///
/// Docker writes both a pool (`10.0.0.0/24`) and an address within one (`10.0.0.1/24`) so.
public struct IPPrefix: Hashable, Sendable {
    public let address: IPAddress
    /// Bits that are the same in the whole network.
    public let length: Int

    /// - Returns: Nothing when an address of this kind hasn't so many bits.
    public init?(address: IPAddress, length: Int) {
        guard (0...address.bitWidth).contains(length) else { return nil }
        self.address = address
        self.length = length
    }

    /// Reads `ADDRESS/LENGTH`.
    public init?(_ text: String) {
        guard let slash = text.lastIndex(of: "/"), let address = IPAddress(String(text[..<slash])) else { return nil }
        let digits = text[text.index(after: slash)...].utf8
        guard (1...3).contains(digits.count), digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
            let length = Int(text[text.index(after: slash)...])
        else { return nil }
        self.init(address: address, length: length)
    }

    /// The network's lowest address.
    public var first: IPAddress { address.with(number: address.number & ~hostMask) }

    /// The network's highest address.
    public var last: IPAddress { address.with(number: address.number | hostMask) }

    /// The network itself: the same prefix with all other bits zero.
    public var network: IPPrefix { IPPrefix(first, length) }

    public func contains(_ other: IPAddress) -> Bool {
        other.isV6 == address.isV6 && other.number & ~hostMask == address.number & ~hostMask
    }

    public func contains(_ other: IPPrefix) -> Bool { other.length >= length && contains(other.address) }

    public func overlaps(_ other: IPPrefix) -> Bool { contains(other.first) || other.contains(first) }

    private init(_ address: IPAddress, _ length: Int) {
        self.address = address
        self.length = length
    }

    private var hostMask: UInt128 {
        let hostBits = address.bitWidth - length
        return hostBits == 128 ? .max : UInt128(1) << UInt128(hostBits) - 1
    }
}

extension IPPrefix: CustomStringConvertible {
    public var description: String { "\(address)/\(length)" }
}
