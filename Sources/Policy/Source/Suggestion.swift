/// Finds the word that was probably meant.
package enum Suggestion {
    /// `did you mean …?` for the nearest of the known words, or nothing when none is near.
    package static func help(for word: String, among known: some Sequence<String>) -> String? {
        nearest(to: word, among: known).map { "did you mean `\($0)`?" }
    }

    /// The known word with the smallest edit distance, when at most a third of it differs.
    static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        // A word far longer than any name is no slip of the finger, and the distance costs the product of the lengths.
        guard !word.isEmpty, word.utf8.count <= 64 else { return nil }
        let folded = Array(word.lowercased().utf8)
        var best: (word: String, distance: Int)?
        for candidate in known where candidate.utf8.count <= 64 {
            let distance = distance(folded, Array(candidate.lowercased().utf8))
            let limit = max(1, min(folded.count, candidate.utf8.count) / 3 + 1)
            guard distance <= limit else { continue }
            if let best, best.distance < distance || (best.distance == distance && best.word <= candidate) { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// Damerau's distance in its restricted form: insert, delete, replace, swap two neighbours.
    static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for (row, byte) in one.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(other.count + 1)
            for (column, otherByte) in other.enumerated() {
                var cost = min(last[column + 1], current[column]) + 1
                cost = min(cost, last[column] + (byte == otherByte ? 0 : 1))
                if row > 0, column > 0, byte == other[column - 1], one[row - 1] == otherByte {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[other.count]
    }
}
