/// Waits until something is so; false when it isn't within so many seconds. Only for what happens in another process.
///
/// Where many tests share few threads a minute can go by between two looks: it takes a number of looks, too, to say no.
public func eventually(
    within seconds: Double = 120,
    _ condition: @Sendable () async throws -> Bool
) async rethrows -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    var looks = 0
    while clock.now < deadline || looks < 100 {
        if try await condition() { return true }
        looks += 1
        try? await Task.sleep(for: .milliseconds(10))
    }
    return try await condition()
}
