import TestSupport
import Testing

@testable import Audit

@Suite("Calls over time")
struct TimeSeriesTests {
    private func series(_ seconds: [Int64]) -> TimeSeries {
        var series = TimeSeries()
        for (index, second) in seconds.enumerated() {
            series.add(Timestamp(microseconds: second * 1_000_000), isDenied: index % 3 == 0)
        }
        return series
    }

    @Test("nothing, one call, and one minute")
    func small() throws {
        #expect(series([]).chart() == nil)
        let one = try #require(series([1_795_000_000]).chart())
        #expect(one.bars.count == 1 && one.bars[0].counts == .init(allowed: 0, denied: 1) && one.width == 60)
        #expect(one.bars[0].start == Timestamp("2026-11-18T11:06:00Z"), "\(one.bars[0].start)")
    }

    @Test(
        "steps are as wide as the span needs, begin where a clock does, and lose no call",
        arguments: [1, 5, 60, 500]
    )
    func widths(_ maximum: Int) throws {
        var random = SeededGenerator(seed: UInt64(maximum))
        for span in [90, 3000, 90_000, 2_000_000, 40_000_000, 4_000_000_000] as [UInt64] {
            let seconds = (0..<5000).map { _ in Int64(random.next() % span) + 1_700_000_000 }
            let chart = try #require(series(seconds).chart(maximum: maximum))
            // Of the widest steps there may be more.
            #expect(
                chart.bars.count <= max(maximum, chart.width > 400 * 86400 ? 60 : 1) && chart.outside == 0,
                "\(span): \(chart.bars.count)"
            )
            #expect(chart.bars.reduce(0) { $0 + $1.counts.total } == 5000)
            #expect(chart.bars.reduce(0) { $0 + $1.counts.denied } == 1667)
            for (bar, next) in zip(chart.bars, chart.bars.dropFirst()) {
                #expect(next.start.microseconds - bar.start.microseconds == chart.width * 1_000_000)
            }
            if chart.width <= 86400 { #expect(chart.bars[0].start.microseconds % (chart.width * 1_000_000) == 0) }
        }
    }

    @Test("a few calls of a wrong clock don't make all others one bar")
    func outliers() throws {
        var seconds = (0..<2000).map { 1_795_000_000 + Int64($0) * 60 }
        let whole = try #require(series(seconds).chart())
        seconds += [0, 1, 4_000_000_000, -62_000_000_000]
        let chart = try #require(series(seconds).chart())
        #expect(chart.width == whole.width && chart.outside == 4)
        #expect(chart.bars.reduce(0) { $0 + $1.counts.total } == 2000)
    }

    @Test("the first and the last moment that can be written")
    func extremes() throws {
        let ends = ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"].compactMap { Timestamp($0)?.microseconds }
        let chart = try #require(series(ends.map { $0 / 1_000_000 }).chart())
        #expect(chart.bars.reduce(0) { $0 + $1.counts.total } == 2 && chart.bars.count <= 1100)
    }
}
