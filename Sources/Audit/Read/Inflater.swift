import CZlib

/// Takes gzip (RFC 1952) apart, piece by piece, any number of members one after the other.
final class Inflater {
    /// Why there is nothing more to be had.
    enum Fault: Error {
        case corrupt
        case noMemory
    }

    enum Step {
        /// So many bytes were made of so many.
        case progress(read: Int, written: Int)
        /// The same, and there a member ended.
        case memberEnd(read: Int, written: Int)
    }

    private var stream = z_stream()

    init() throws(Fault) {
        // 16 on top of the largest window: gzip, and nothing else.
        guard inflateInit2_(&stream, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .noMemory
        }
    }

    deinit { inflateEnd(&stream) }

    /// Goes on with the next member.
    func restart() throws(Fault) {
        guard inflateReset(&stream) == Z_OK else { throw .corrupt }
    }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Fault) -> Step {
        let given = min(input.count, Int(Int32.max))
        let room = min(output.count, Int(Int32.max))
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(given)
        stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(room)
        let result = inflate(&stream, Z_NO_FLUSH)
        let read = given - Int(stream.avail_in)
        let written = room - Int(stream.avail_out)
        stream.next_in = nil
        stream.next_out = nil
        switch result {
        case Z_OK, Z_BUF_ERROR: return .progress(read: read, written: written)
        case Z_STREAM_END: return .memberEnd(read: read, written: written)
        case Z_MEM_ERROR: throw .noMemory
        default: throw .corrupt
        }
    }
}
