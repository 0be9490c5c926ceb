extension YAMLNode {
    /// Where a byte of a scalar's text stands in the file, so that a message about a part of the text can point at it.
    ///
    /// Exact for plain and single-quoted text on one line, which patterns mostly are, and for double-quoted text without
    /// escapes; else the start of the scalar.
    ///
    /// - Parameter offset: Bytes from the start of ``text``, as UTF-8.
    public func mark(ofByte offset: Int) -> YAMLMark {
        guard case .scalar(let text, let style) = content, mark.line == endMark.line, offset >= 0 else { return mark }
        let bytes = text.utf8
        let written = endMark.offset - mark.offset
        var place = mark
        switch style {
        case .plain where written == bytes.count: break
        case .doubleQuoted where written == bytes.count + 2: place.advance(over: UInt8(ascii: "\""))
        case .singleQuoted: place.advance(over: UInt8(ascii: "'"))
        default: return mark
        }
        for byte in bytes.prefix(offset) {
            place.advance(over: byte)
            // A single quote stands there twice.
            if byte == UInt8(ascii: "'"), style == .singleQuoted { place.advance(over: byte) }
        }
        return place
    }
}

extension YAMLMark {
    /// Behind one more byte of the same line; a continuation byte of UTF-8 is no character of its own.
    fileprivate mutating func advance(over byte: UInt8) {
        offset += 1
        if byte & 0xC0 != 0x80 { column += 1 }
    }
}
