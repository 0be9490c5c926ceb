/// Makes lines of a file's bytes as they come in.
struct LineSplitter {
    enum Line {
        case whole([UInt8])
        /// Longer than the limit; skipped.
        case tooLong
    }

    private let maximumLine: Int
    private var rest: [UInt8] = []
    private var isSkipping = false

    init(maximumLine: Int) {
        self.maximumLine = max(maximumLine, 1)
    }

    /// What came after the last line feed.
    var unfinished: [UInt8] { rest }
    var hasUnfinished: Bool { isSkipping || !rest.isEmpty }

    mutating func removeAll() {
        rest = []
        isSkipping = false
    }

    mutating func add(_ bytes: ArraySlice<UInt8>, _ visit: (Line) -> Void) {
        var from = bytes.startIndex
        while let feed = bytes[from...].firstIndex(of: 0x0A) {
            take(bytes[from..<feed])
            if isSkipping { visit(.tooLong) } else { visit(.whole(rest)) }
            removeAll()
            from = feed + 1
        }
        take(bytes[from...])
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        rest += bytes
        if rest.count > maximumLine {
            rest = []
            isSkipping = true
        }
    }
}
