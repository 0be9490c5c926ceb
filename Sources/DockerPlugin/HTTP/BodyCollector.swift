import NIOCore

/// A request's body as it arrives. Its memory grows with what has come, never with what is announced.
struct BodyCollector {
    private var parts = ByteBuffer()
    /// Whether `parts` is memory of its own; a body that comes in one piece stays in the piece.
    private var isOwn = false
    private(set) var count = 0

    /// - Returns: Whether the body is within the limit; the part is not kept when it is not.
    mutating func append(_ part: ByteBuffer, limit: Int) -> Bool {
        guard part.readableBytes <= limit - count else { return false }
        if count == 0 {
            parts = part
        } else {
            if !isOwn {
                var own = ByteBufferAllocator().buffer(capacity: (count + part.readableBytes) * 2)
                own.writeImmutableBuffer(parts)
                parts = own
                isOwn = true
            }
            parts.writeImmutableBuffer(part)
        }
        count += part.readableBytes
        return true
    }

    /// The memory that is held, in bytes.
    var footprint: Int { isOwn ? parts.capacity : count }

    /// Hands the body over and begins anew.
    mutating func take() -> ByteBuffer {
        let body = parts
        reset()
        return body
    }

    mutating func reset() {
        parts = ByteBuffer()
        isOwn = false
        count = 0
    }
}
