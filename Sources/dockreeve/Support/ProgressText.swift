/// `1.2 GB of 4.7 GB (26%), 310 MB/s, 11 s left`
enum ProgressText {
    /// - Parameters:
    ///   - total: Nothing where it isn't known how much there is.
    ///   - nanoseconds: Since the beginning.
    static func line(done: Int, of total: Int?, nanoseconds: UInt64) -> String {
        let rate = nanoseconds == 0 ? 0 : Double(max(0, done)) / Double(nanoseconds) * 1e9
        var text = size(done)
        // A file that is written meanwhile may have more than it had.
        if let total, total > 0, done <= total {
            text += " of \(size(total)) (\(Int(Double(done) / Double(total) * 100))%)"
        }
        text += ", \(size(rate < 9e18 ? Int(rate) : Int.max))/s"
        if let total, done < total, rate >= 1 { text += ", \(duration(Double(total - done) / rate)) left" }
        return text
    }

    /// With a prefix of the SI, to about three digits.
    static func size(_ bytes: Int) -> String {
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        guard bytes >= 1000 else { return "\(bytes) B" }
        var (value, unit) = (Double(bytes) / 1000, 0)
        while value >= 999.5, unit + 1 < units.count { (value, unit) = (value / 1000, unit + 1) }
        let tenths = Int(value * 10 + 0.5)
        return value < 99.95 ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(Int(value + 0.5)) \(units[unit])"
    }

    /// `8 s`, `3 min 20 s`, `2 h 5 min`
    static func duration(_ seconds: Double) -> String {
        let all = Int(min(max(seconds, 0) + 0.5, 1e12))
        let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60)
        if hours > 0 { return "\(hours) h \(minutes) min" }
        return minutes > 0 ? "\(minutes) min \(rest) s" : "\(max(rest, 1)) s"
    }
}
