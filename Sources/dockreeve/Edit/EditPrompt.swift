import Glibc

/// Asks whoever sits at the terminal.
struct EditPrompt {
    /// Whether there is anybody to ask.
    let isInteractive = isatty(STDIN_FILENO) == 1

    /// Asks until the answer is one of the letters.
    ///
    /// - Parameters:
    ///   - standard: What an empty line means; without it the question is asked again.
    /// - Returns: Nothing at the end of the input.
    func ask(_ question: String, _ letters: String, standard: Character? = nil, help: String) -> Character? {
        while true {
            StandardStreams.writeError("\(question) ")
            guard let line = readLine() else {
                StandardStreams.writeError("\n")
                return nil
            }
            guard let first = line.first else {
                if let standard { return standard }
                continue
            }
            if letters.contains(first), line.count == 1 || Self.words.contains(line) { return first }
            StandardStreams.writeError(help)
        }
    }

    private static let words: Set<String> = ["yes", "no", "edit", "diff"]

    /// One line in lower case, without space around it.
    private func readLine() -> String? {
        var bytes: [UInt8] = []
        while bytes.count < 4096 {
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if bytes.isEmpty { return nil }
                break
            }
            if byte == UInt8(ascii: "\n") { break }
            bytes.append(byte)
        }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
