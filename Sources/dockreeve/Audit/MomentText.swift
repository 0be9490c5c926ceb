import Audit

/// Moments as people write them on a command line.
enum MomentText {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]

    /// - Parameter text: So long ago (`90s`, `15m`, `2h`, `3d`, `1w`), a date, a date and time in UTC, or RFC 3339.
    static func moment(_ text: String, now: Timestamp) -> Timestamp? {
        if let unit = text.last, let seconds = units[unit], let count = Int64(text.dropLast()), count >= 0 {
            let (span, overflow) = count.multipliedReportingOverflow(by: seconds * 1_000_000)
            guard !overflow else { return nil }
            return Timestamp(microseconds: now.microseconds - span)
        }
        for ending in ["", "Z", ":00Z", "T00:00:00Z"] {
            if let moment = Timestamp(text + ending) { return moment }
        }
        return nil
    }
}
