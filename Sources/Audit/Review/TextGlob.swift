/// Text that a value has to be; a `*` in it stands for any text, also none.
///
/// `\*` is a star, and `\\` a backslash.
public struct TextGlob: Sendable, Equatable {
    /// What stands between the stars; one piece is the whole text.
    private let pieces: [[UInt8]]

    public init(_ pattern: String) {
        var pieces: [[UInt8]] = [[]]
        var isEscaped = false
        for byte in pattern.utf8 {
            if isEscaped {
                if byte != UInt8(ascii: "*"), byte != UInt8(ascii: "\\") {
                    pieces[pieces.count - 1].append(UInt8(ascii: "\\"))
                }
                pieces[pieces.count - 1].append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "*") {
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(byte)
            }
        }
        if isEscaped { pieces[pieces.count - 1].append(UInt8(ascii: "\\")) }
        self.pieces = pieces
    }

    /// What a record without any escape has to hold, the quotes of its string with it; nothing where that says too little.
    var needle: [UInt8]? {
        var best: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            let text =
                (index == 0 ? [UInt8(ascii: "\"")] : []) + piece
                + (index == pieces.count - 1 ? [UInt8(ascii: "\"")] : [])
            if text.count > best.count, !piece.isEmpty { best = text }
        }
        return best.count > 2 ? best : nil
    }

    func matches(_ value: Span<UInt8>) -> Bool {
        guard pieces.count > 1 else { return Self.equals(value, 0, pieces[0]) && value.count == pieces[0].count }
        let (first, last) = (pieces[0], pieces[pieces.count - 1])
        guard value.count >= first.count + last.count, Self.equals(value, 0, first),
            Self.equals(value, value.count - last.count, last)
        else { return false }
        var at = first.count
        let end = value.count - last.count
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = Self.find(piece, value, at..<end) else { return false }
            at = found + piece.count
        }
        return true
    }

    private static func equals(_ value: Span<UInt8>, _ from: Int, _ text: [UInt8]) -> Bool {
        guard from >= 0, value.count - from >= text.count else { return false }
        for index in 0..<text.count where value[from &+ index] != text[index] { return false }
        return true
    }

    /// The first place of a text in a part of a value.
    static func find(_ text: [UInt8], _ value: Span<UInt8>, _ range: Range<Int>) -> Int? {
        value.withUnsafeBytes { ByteSearch.find(text, $0, range) }
    }
}
