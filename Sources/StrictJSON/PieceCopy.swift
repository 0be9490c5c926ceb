/// Text that is written straight into an array's memory, a piece at a time: what it takes is asked for once for each piece,
/// not for each byte.
extension [UInt8] {
    /// Appends what a closure writes into the free memory behind the end.
    ///
    /// - Parameters:
    ///   - room: The most that is written, in bytes.
    ///   - write: Gives back how many bytes it has written.
    @inline(__always)
    mutating func append(room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        append(addingCapacity: room) { free in
            free.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                let written = write(start)
                precondition(written >= 0 && written <= room)
                count = written
            }
        }
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Writes a text, and gives back the place behind it.
    @inline(__always)
    func put(_ text: StaticString) -> Self {
        put(text.utf8Start, text.utf8CodeUnitCount)
    }

    @inline(__always)
    func put(_ text: Span<UInt8>) -> Self {
        text.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return self }
            return put(start, bytes.count)
        }
    }

    @inline(__always)
    func put(_ byte: UInt8) -> Self {
        pointee = byte
        return self + 1
    }

    @inline(__always)
    func putComma(_ isWanted: Bool) -> Self {
        isWanted ? put(UInt8(ascii: ",")) : self
    }

    /// Writes a member's name, which takes four bytes more than the name itself at most.
    @inline(__always)
    func putName(_ name: StaticString, _ needsComma: Bool) -> Self {
        let end = putComma(needsComma).put(UInt8(ascii: "\"")).put(name)
        return end.put(UInt8(ascii: "\"")).put(UInt8(ascii: ":"))
    }

    /// Copies bytes. Most are few, and then two words that may overlap are quicker than a call of memcpy(3).
    @inline(__always)
    func put(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Self {
        switch count {
        case 8...16:
            putWord(bytes, 0, UInt64.self)
            putWord(bytes, count &- 8, UInt64.self)
        case 4..<8:
            putWord(bytes, 0, UInt32.self)
            putWord(bytes, count &- 4, UInt32.self)
        default:
            update(from: bytes, count: count)
        }
        return self + count
    }

    @inline(__always)
    private func putWord<Word: BitwiseCopyable>(_ bytes: UnsafePointer<UInt8>, _ offset: Int, _ type: Word.Type) {
        let word = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: type)
        UnsafeMutableRawPointer(self).storeBytes(of: word, toByteOffset: offset, as: type)
    }

    /// Copies text as far as JSON needs no escape in it and it is ASCII.
    ///
    /// Up to the text's length is written in any case.
    ///
    /// - Returns: How many bytes of it stand there now.
    @inline(__always)
    func putPlain(_ text: Span<UInt8>) -> Int {
        let count = text.count
        let raw = text.bytes
        var at = 0
        guard count >= 8 else {
            while at < count {
                let byte = text[at]
                if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                self[at] = byte
                at &+= 1
            }
            return at
        }
        // The unchecked reads: the conditions of the loop are their checks. The last word overlaps with the one before.
        while at < count {
            let start = Swift.min(at, count &- 8)
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
            UnsafeMutableRawPointer(self).storeBytes(of: word.littleEndian, toByteOffset: start, as: UInt64.self)
            let special = JSONWriter.specialBytes(word)
            if special != 0 { return start &+ special.trailingZeroBitCount / 8 }
            at = start &+ 8
        }
        return count
    }
}
