import StrictJSON

/// The buffers that reading authorization calls takes, kept from one call to the next.
struct EnvelopeScratch: Sendable {
    var tokens = JSONTokens()
    /// Decoded bodies. The envelope that was read last shares them while it is there; then they are used again.
    var requestBody: [UInt8] = []
    var responseBody: [UInt8] = []
    /// Base64 whose JSON text had escapes, which the daemon never writes.
    var unescaped: [UInt8] = []

    /// Memory of a buffer above this isn't kept for the next call, in bytes: twice the largest body that engines before
    /// 29.3.1 show.
    static let keptBytes = 2 << 20

    static func empty(_ buffer: inout [UInt8]) {
        if buffer.capacity > keptBytes { buffer = [] } else { buffer.removeAll(keepingCapacity: true) }
    }
}
