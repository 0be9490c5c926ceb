extension Sequence where Self: Sendable, Element: Sendable {
    /// All at once, the results in order.
    func asyncMap<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var count = 0
            for (index, element) in enumerated() {
                group.addTask { (index, try await transform(element)) }
                count += 1
            }
            var results = [Result?](repeating: nil, count: count)
            for try await (index, result) in group { results[index] = result }
            return results.compactMap(\.self)
        }
    }
}
