import Testing

/// One engine for a whole suite, gone when the suite is through.
struct EngineScope: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Engine.with { engine in
            try await Engine.$running.withValue(engine) { try await function() }
        }
    }
}
