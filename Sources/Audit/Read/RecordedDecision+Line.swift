extension RecordedDecision {
    /// Takes over a record that is at hand.
    ///
    /// - Parameter line: One JSON object, without a line feed.
    /// - Returns: Whether it is a decision. The fields of anything else can be asked for as far as they are there.
    public mutating func take(_ line: [UInt8]) -> Bool {
        if case .decision = load(line, 0..<line.count) { true } else { false }
    }
}
