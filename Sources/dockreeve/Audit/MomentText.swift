import Audit

/// Moments as people write them on a command line.
enum MomentText {
    /// - Parameter text: So long ago (`90s`, `15m`, `2h`, `3d`, `1w`), a date, a date and time in UTC, or RFC 3339.
    static func moment(_ text: String, now: Timestamp) -> Timestamp? {
        if let seconds = DurationText.seconds(text) {
            let (span, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
            guard !overflow else { return nil }
            return Timestamp(microseconds: now.microseconds - span)
        }
        for ending in ["", "Z", ":00Z", "T00:00:00Z"] {
            if let moment = Timestamp(text + ending) { return moment }
        }
        return nil
    }
}
