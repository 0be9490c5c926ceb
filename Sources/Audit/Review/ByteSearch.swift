// It shows memmem(3), which <string.h> keeps back.
import CPCRE2

/// Looks for bytes in bytes.
enum ByteSearch {
    /// The first place of a text that isn't empty in a part of the bytes.
    @inline(__always)
    static func find(_ text: [UInt8], _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        guard let base = bytes.baseAddress, range.lowerBound >= 0, range.upperBound <= bytes.count,
            range.count >= text.count, !text.isEmpty,
            let found = memmem(base + range.lowerBound, range.count, text, text.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
