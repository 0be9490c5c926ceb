import Glibc

/// An IPv4 or IPv6 address.
public enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// An address in the usual form: `10.0.0.1` or `2001:db8::1` (`inet_pton(3)`), without port, zone or brackets.
    public init?(_ text: String) {
        guard !text.utf8.contains(0) else { return nil }
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: six) { Array($0) }
        self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }

    /// Bits of an address of this kind.
    public var bitWidth: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    public var isV6: Bool { bitWidth == 128 }

    /// Whether it is this host itself: `127.0.0.0/8` or `::1`.
    public var isLoopback: Bool {
        switch self {
        case .v4(let value): value >> 24 == 127
        case .v6(let value): value == 1
        }
    }

    /// The address as a number; of IPv4, in the low 32 bits.
    public var number: UInt128 {
        switch self {
        case .v4(let value): UInt128(value)
        case .v6(let value): value
        }
    }

    /// The address of the same kind with this number; bits that don't fit are cut off.
    public func with(number: UInt128) -> IPAddress {
        isV6 ? .v6(number) : .v4(UInt32(truncatingIfNeeded: number))
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        switch self {
        case .v4(let value):
            var four = in_addr(s_addr: value.bigEndian)
            inet_ntop(AF_INET, &four, &buffer, socklen_t(buffer.count))
        case .v6(let value):
            var six = in6_addr()
            withUnsafeMutableBytes(of: &six) { place in
                for index in place.indices {
                    place[index] = UInt8(truncatingIfNeeded: value >> UInt128(120 - index * 8))
                }
            }
            inet_ntop(AF_INET6, &six, &buffer, socklen_t(buffer.count))
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
