import Glibc
import Synchronization
import Testing

@testable import dockreeve

/// A look-up that hangs holds nobody up for long.
@Suite struct PathResolverTests {
    @Test func theAnswerOfTheWalk() {
        let resolver = PathResolver { path in path == [1] ? nil : path + [0] }
        for _ in 0..<100 {
            #expect(resolver.resolve([7]) == [7, 0])
            #expect(resolver.resolve([1]) == nil)
        }
    }

    @Test func whatHangsIsLeftAndComesBack() async throws {
        let isDead = Atomic<Bool>(true)
        let began = Atomic<Int>(0)
        let resolver = PathResolver { path in
            began.add(1, ordering: .relaxed)
            while path == [1], isDead.load(ordering: .relaxed) { usleep(1000) }
            return path
        }
        let took = try await onOwnThread { () -> (Duration, [[UInt8]?]) in
            let start = ContinuousClock.now
            let answers = (0..<20).map { _ in resolver.resolve([1]) } + [resolver.resolve([2])]
            return (ContinuousClock.now - start, answers)
        }
        #expect(took.1.allSatisfy { $0 == nil }, "the rest of the window is lost, for every path")
        #expect(took.0 >= PathResolver.patience)
        #expect(took.0 < PathResolver.window)
        #expect(began.load(ordering: .relaxed) <= PathResolver.lostLimit)
        isDead.store(false, ordering: .relaxed)
    }

    @Test func oneThatHangsDoesNotStopTheNext() async throws {
        let isDead = Atomic<Bool>(true)
        let resolver = PathResolver { path in
            while path == [1], isDead.load(ordering: .relaxed) { usleep(1000) }
            return path
        }
        let answers = try await onOwnThread { [resolver.resolve([1]), resolver.resolve([2])] }
        #expect(answers == [nil, [2]])
        isDead.store(false, ordering: .relaxed)
    }
}
