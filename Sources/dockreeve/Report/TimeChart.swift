import Audit

/// Calls over time as a drawing (SVG): one bar for each step, denied ones at its foot.
struct TimeChart {
    let chart: TimeSeries.Chart

    private static let width = 1000.0
    private static let height = 260.0
    private static let left = 56.0
    private static let right = 8.0
    private static let top = 12.0
    private static let bottom = 34.0
    private static let labels = 8

    private var plotWidth: Double { Self.width - Self.left - Self.right }
    private var plotHeight: Double { Self.height - Self.top - Self.bottom }
    private var step: Double { plotWidth / Double(max(chart.bars.count, 1)) }

    private var most: Int { chart.bars.map(\.counts.total).max() ?? 0 }

    /// The value at the top line, and between two lines: 1, 2 or 5 times a power of ten, so that there are up to five.
    private var scale: (top: Int, tick: Int) {
        var power = 1
        while power < Int.max / 100 {
            for factor in [1, 2, 5] where factor * power * 5 >= most {
                let tick = factor * power
                return (max((most + tick - 1) / tick, 1) * tick, tick)
            }
            power *= 10
        }
        return (most, most)
    }

    private func y(_ value: Int) -> Double {
        Self.top + plotHeight * (1 - Double(value) / Double(max(scale.top, 1)))
    }

    var markup: Markup {
        let total = chart.bars.reduce(0) { $0 + $1.counts.total }
        let denied = chart.bars.reduce(0) { $0 + $1.counts.denied }
        let spoken = """
            Calls over time, each bar \(stepName): \(CallText.grouped(total)) calls, \(CallText.grouped(denied)) denied, \
            at most \(CallText.grouped(most)) in one bar. The table below has the numbers.
            """
        return """
            <svg class="time" viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-label="\(spoken)">
            \(grid)\(bars)\(axis)</svg>

            """
    }

    private var grid: Markup {
        let (top, tick) = scale
        return stride(from: 0, through: top, by: tick).map { value -> Markup in
            """
            <line class="\(value == 0 ? "base" : "grid")" x1="\(Self.left)" x2="\(Self.width - Self.right)" \
            y1="\(y(value))" y2="\(y(value))"/>\
            <text class="axis end" x="\(Self.left - 8)" y="\(y(value) + 4)">\(Self.short(value))</text>

            """
        }.joined
    }

    private var bars: Markup {
        let gap = min(step * 0.2, 3)
        return chart.bars.enumerated().map { index, bar -> Markup in
            guard bar.counts.total > 0 else { return "" }
            let (x, width) = (Self.left + Double(index) * step + gap / 2, max(step - gap, 0.5))
            let (base, middle, top) = (y(0), y(bar.counts.denied), y(bar.counts.total))
            var markup: Markup = "<g><title>\(label(bar))</title>"
            if bar.counts.denied > 0 {
                // One denied call among thousands still has to be seen.
                let height = max(base - middle, 2)
                markup +=
                    "<rect class=\"deny\" x=\"\(x)\" y=\"\(base - height)\" width=\"\(width)\" height=\"\(height)\"/>"
            }
            if bar.counts.allowed > 0 {
                let height = max(middle - top, 1)
                markup += "<rect class=\"allow\" x=\"\(x)\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\"/>"
            }
            return markup + "</g>\n"
        }.joined
    }

    private func label(_ bar: TimeSeries.Bar) -> String {
        "\(name(bar.start)): \(CallText.grouped(bar.counts.allowed)) allowed, \(CallText.grouped(bar.counts.denied)) denied"
    }

    private var axis: Markup {
        let distance = labelDistance
        return chart.bars.enumerated().map { index, bar -> Markup in
            let seconds = bar.start.microseconds / 1_000_000 - Self.monday
            guard (seconds % distance + distance) % distance < chart.width else { return "" }
            // The first and the last one would be cut.
            let x = min(max(Self.left + Double(index) * step + step / 2, Self.left + 10), Self.width - 36)
            let text = name(bar.start)
            var markup: Markup = """
                <text class="axis middle" x="\(x)" y="\(Self.height - 18)">\(String(text.prefix(10)))</text>
                """
            if distance < 86400 {
                markup += """
                    <text class="axis middle" x="\(x)" y="\(Self.height - 4)">\(String(text.dropFirst(11)))</text>
                    """
            }
            return markup + "\n"
        }.joined
    }

    /// Seconds from one label to the next.
    private var labelDistance: Int64 {
        let day: Int64 = 86400
        let span = Int64(chart.bars.count) * chart.width
        let distances =
            [60, 300, 900, 1800, 3600, 10800, 21600, 43200] + [1, 2, 7, 14, 28, 56, 182, 364, 3640].map { $0 * day }
        return distances.first { $0 >= chart.width && span / $0 <= Self.labels } ?? max(span, 1)
    }

    /// 1970-01-05; weeks begin with a Monday.
    private static let monday: Int64 = 4 * 86400

    /// `2026-11-23`, and the time of day where steps are shorter than a day.
    func name(_ time: Timestamp) -> String {
        let text = time.description
        return chart.width >= 86400 ? String(text.prefix(10)) : "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }

    /// `one hour`, `6 hours`
    var stepName: String {
        for (seconds, name) in [(604_800 as Int64, "week"), (86400, "day"), (3600, "hour"), (60, "minute")]
        where chart.width % seconds == 0 {
            let count = chart.width / seconds
            return count == 1 ? "one \(name)" : "\(count) \(name)s"
        }
        return "\(chart.width) seconds"
    }

    /// `1.5k`, `20M`
    private static func short(_ value: Int) -> String {
        for (unit, name) in [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")] where value >= unit {
            let tenths = value / (unit / 10)
            return tenths % 10 == 0 ? "\(tenths / 10)\(name)" : "\(tenths / 10).\(tenths % 10)\(name)"
        }
        return String(value)
    }
}
