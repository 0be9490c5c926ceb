import FuzzSupport

/// The input is what a peer sends over a connection, after a byte that says into how large pieces it is cut: with and
/// without the short way for the daemon's usual form, the plugin is asked the same and the peer is answered the same.
@main struct HTTPTarget: FuzzTarget {
    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        guard let size = input.first else { return }
        let bytes = Array(input.dropFirst())
        let length = size == 0 ? bytes.count + 1 : Int(size)
        let pieces = stride(from: 0, to: bytes.count, by: length).map {
            Array(bytes[$0..<min($0 + length, bytes.count)])
        }
        let plain = HTTPConnection(isPlain: true).talk(pieces)
        let parsed = HTTPConnection(isPlain: false).talk(pieces)
        require(plain.asked == parsed.asked, "asked \(plain.asked.map(shown)) should be \(parsed.asked.map(shown))")
        require(plain.answers == parsed.answers, "\(shown(plain.answers)) should be \(shown(parsed.answers))")
        require(plain.isOpen == parsed.isOpen, "the connection stays open: \(plain.isOpen)")
    }
}
