import Policy

/// One line on the terminal that is written over.
struct VerifyProgress {
    func show(_ file: String, _ records: UInt64) {
        StandardStreams.writeError("\r\u{1B}[K\(records) records, \(SafeText.inline(file, maximum: 60))")
    }

    func clear() {
        StandardStreams.writeError("\r\u{1B}[K")
    }
}
