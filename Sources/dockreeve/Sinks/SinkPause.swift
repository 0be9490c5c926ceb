/// How long a sink that failed is left alone: 0.1 s, then twice as long each time, at most 10 s.
struct SinkPause {
    private var milliseconds: Int32 = 100

    mutating func next() -> Int32 {
        defer { milliseconds = min(milliseconds * 2, 10_000) }
        return milliseconds
    }
}
