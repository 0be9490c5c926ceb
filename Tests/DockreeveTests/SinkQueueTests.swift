import Foundation
import TestSupport
import Testing

@testable import dockreeve

@Suite struct SinkQueueTests {
    private static func line(_ sequence: Int, _ padding: Int = 0) -> [UInt8] {
        let time = "2026-11-23T22:24:04.096857Z"
        return Array(
            "{\"time\":\"\(time)\",\"seq\":\(sequence),\"x\":\"\(String(repeating: "x", count: padding))\"}\n".utf8
        )
    }

    private static func sequences(_ items: [SinkQueue.Item]) -> [Int] {
        items.map { item in
            switch item {
            case .lines(let lines, _): Int(SinkGap.sequence(lines[...]))
            case .gap(let gap): -Int(gap.lost)
            }
        }
    }

    private func queue(_ limit: Int) throws -> SinkQueue { SinkQueue(limit: limit, wakeUp: try WakeUp()) }

    @Test func whatIsLostIsToldInItsPlace() throws {
        let queue = try queue(1000)
        let size = Self.line(1, 200).count
        #expect(3 * size < 1000 && 4 * size > 1000)
        var news: [Bool] = []
        for number in 1...6 { news.append(queue.push(Self.line(number, 200), ticket: UInt64(number))) }
        // The first that is dropped is news, the next ones are not.
        #expect(news == [false, false, false, true, false, false])
        #expect(queue.dropped == 3 && queue.bytes == 3 * size)
        #expect(Self.sequences(queue.take()) == [1, 2, 3])
        // The bytes count until the sink has got rid of them; as long as half of the room isn't free, more is lost.
        queue.finish(bytes: size, ticket: 1)
        queue.push(Self.line(7, 200), ticket: 7)
        queue.finish(bytes: size, ticket: 2)
        queue.push(Self.line(8, 200), ticket: 8)
        let items = queue.take()
        #expect(Self.sequences(items) == [-4, 8])
        guard case .gap(let gap)? = items.first else { return #expect(Bool(false), "no gap") }
        #expect(gap.first == 4 && gap.last == 7 && gap.reason == .overflow)
    }

    @Test func aGapIsToldEvenIfNothingComesAfterIt() throws {
        let queue = try queue(100)
        queue.push(Self.line(1), ticket: 1)
        queue.push(Self.line(2), ticket: 2)
        #expect(Self.sequences(queue.take()) == [1])
        #expect(!queue.isDrained)
        queue.finish(bytes: Self.line(1).count, ticket: 1)
        #expect(Self.sequences(queue.take()) == [-1])
        #expect(queue.take().isEmpty && queue.isDrained)
    }

    @Test func aSinglePieceMayBeLargerThanTheQueue() throws {
        let queue = try queue(100)
        queue.push(Self.line(1, 5000), ticket: 1)
        #expect(Self.sequences(queue.take()) == [1])
        queue.push(Self.line(2), ticket: 2)
        #expect(queue.dropped == 1)
    }

    @Test func severalRecordsInOnePieceAreCounted() throws {
        let queue = try queue(100)
        queue.push(Self.line(1, 100), ticket: 1)
        queue.push(Self.line(2) + Self.line(3) + Self.line(4), ticket: 2)
        #expect(queue.dropped == 3)
        _ = queue.take()
        guard case .gap(let gap)? = queue.take().first else { return #expect(Bool(false), "no gap") }
        #expect(gap.first == 2 && gap.last == 4 && gap.lost == 3)
    }

    @Test func whoWaitsLearnsWhatBecameOfIt() async throws {
        let queue = try queue(200)
        #expect(queue.wait(for: 0, seconds: 30))
        queue.push(Self.line(1), ticket: 1)
        let taken = Task.detached { try await onOwnThread { queue.wait(for: 1, seconds: 120) } }
        _ = queue.take()
        queue.finish(bytes: Self.line(1).count, ticket: 1)
        #expect(try await taken.value)
        #expect(queue.wait(for: 1, seconds: 30))
        // What is dropped is known at once, and so is what the receiver refuses.
        queue.push(Self.line(2, 150), ticket: 2)
        queue.push(Self.line(3, 150), ticket: 3)
        #expect(!queue.wait(for: 3, seconds: 120))
        _ = queue.take()
        queue.finish(bytes: Self.line(2, 150).count, ticket: 2, refused: 1)
        #expect(!queue.wait(for: 2, seconds: 120))
        #expect(queue.dropped == 2)
        // Nobody takes it: that ends too.
        queue.push(Self.line(4), ticket: 4)
        #expect(!queue.wait(for: 4, seconds: 1))
    }

    @Test(arguments: 0..<20)
    func everyRecordIsSentOrCounted(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let queue = try queue(4096)
        let total = 3000
        let reader = Task.detached {
            try await onOwnThread {
                var random = SeededGenerator(seed: seed &+ 1000)
                var seen: [Int] = []
                var lost = 0
                while (seen.last ?? 0) < total {
                    let items = queue.take()
                    if items.isEmpty { usleep(100) }
                    for item in items {
                        switch item {
                        case .gap(let gap):
                            lost += Int(gap.lost)
                            // A gap closes exactly between what came before it and what comes after.
                            guard Int(gap.first) == (seen.last ?? 0) + 1, gap.lost == gap.last - gap.first + 1 else {
                                return (seen, -1)
                            }
                            seen.append(Int(gap.last))
                        case .lines(let lines, let ticket):
                            if Int(SinkGap.sequence(lines[...])) != (seen.last ?? 0) + 1 { return (seen, -2) }
                            seen.append(Int(SinkGap.sequence(lines[...])))
                            if Int.random(in: 0..<50, using: &random) == 0 { usleep(50) }
                            queue.finish(bytes: lines.count, ticket: ticket)
                        }
                    }
                }
                return (seen, lost)
            }
        }
        for number in 1...total {
            queue.push(Self.line(number, Int.random(in: 0..<300, using: &random)), ticket: UInt64(number))
        }
        let (seen, lost) = try await reader.value
        #expect(lost >= 0 && seen.last == total)
        #expect(UInt64(lost) == queue.dropped)
    }
}
