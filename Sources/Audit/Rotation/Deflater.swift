import CZlib

/// Makes gzip (RFC 1952), piece by piece.
final class Deflater {
    private var stream = z_stream()

    /// Nothing where there is no memory for it.
    init?() {
        // 16 on top of the largest window: gzip.
        let result = deflateInit2_(
            &stream,
            Z_DEFAULT_COMPRESSION,
            Z_DEFLATED,
            16 + 15,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard result == Z_OK else { return nil }
    }

    deinit { deflateEnd(&stream) }

    /// Takes all of the input, and hands on what comes of it.
    ///
    /// - Parameter isLast: Whether that was all; then the gzip member is ended.
    /// - Returns: Whether it worked.
    func add(
        _ input: UnsafeRawBufferPointer,
        isLast: Bool,
        buffer: UnsafeMutableRawBufferPointer,
        _ write: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(input.count)
        defer { stream.next_in = nil }
        while true {
            stream.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
            stream.avail_out = UInt32(buffer.count)
            let result = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
            let written = buffer.count - Int(stream.avail_out)
            guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR,
                written == 0 || write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<written]))
            else { return false }
            if isLast ? result == Z_STREAM_END : stream.avail_out > 0 { return true }
            // No step forward in either direction: it would go on for ever.
            if isLast, written == 0, result == Z_BUF_ERROR { return false }
        }
    }
}
