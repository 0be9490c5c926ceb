import Foundation
import Testing

@testable import dockreeve

/// Unix datagram sockets as receivers: journald and `/dev/log`.
@Suite struct DatagramTransportTests {
    private static func line(_ sequence: Int, _ padding: Int = 0) -> [UInt8] {
        let start = "{\"time\":\"2026-11-23T22:24:04.096857Z\",\"seq\":\(sequence),\"phase\":\"start\",\"x\":\""
        return Array(start.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: padding) + Array("\"}\n".utf8)
    }

    @Test func aLargeMessageGoesInASealedFile() throws {
        let folder = try TemporaryFolder()
        let receiver = try DatagramReceiver(folder.path("journal"))
        let wait = try SinkWait()
        let transport = DatagramTransport(receiver.path, takesFiles: true)
        try transport.open(wait)
        let messages = [[1, 2, 3], [UInt8](repeating: 120, count: 20 << 20), [4]]
        for message in messages { try transport.send(message, wait) }
        #expect(receiver.datagrams == messages)
    }

    @Test func whatIsTooLargeIsToldAndTheRestGoesOn() throws {
        let folder = try TemporaryFolder()
        let receiver = try DatagramReceiver(folder.path("log"))
        let wait = try SinkWait()
        let queue = SinkQueue(limit: 64 << 20, wakeUp: wait.arrivals)
        queue.push(Self.line(1), ticket: 1)
        queue.push(Self.line(2) + Self.line(3, 20 << 20) + Self.line(4), ticket: 2)
        let transport = DatagramTransport(receiver.path, takesFiles: false)
        try transport.open(wait)
        var worker = SinkWorker(transport: transport, format: .lines, name: "log")
        worker.fill(queue.take())
        let sent = Counter()
        while worker.hasWork { try worker.send(wait, queue, sent) }
        let lines = try receiver.texts.map { try #require(SinkLine($0)) }
        #expect(lines.map(\.seq) == [1, 2, nil, 4])
        #expect(lines[2].reason == "sink-too-large" && lines[2].lost == 1)
        #expect(lines[2].firstSeq == 3 && lines[2].lastSeq == 3)
        #expect(sent.value == 3 && queue.dropped == 1 && queue.isDrained)
        #expect(!queue.wait(for: 2, seconds: 60))
    }

    @Test func nobodyIsThere() throws {
        let folder = try TemporaryFolder()
        let wait = try SinkWait()
        let transport = DatagramTransport(folder.path("nobody"), takesFiles: true)
        #expect(throws: SinkFault.self) { try transport.open(wait) }
        var receiver: DatagramReceiver? = try DatagramReceiver(folder.path("nobody"))
        try transport.open(wait)
        try transport.send([1], wait)
        withExtendedLifetime(receiver) {}
        receiver = nil
        #expect(throws: SinkFault.self) { try transport.send([2], wait) }
    }

    @Test func theEndOfThePluginEndsEveryWait() throws {
        let folder = try TemporaryFolder()
        let receiver = try DatagramReceiver(folder.path("log"))
        let wait = try SinkWait()
        let transport = DatagramTransport(receiver.path, takesFiles: false)
        try transport.open(wait)
        wait.end(by: .now)
        // As long as the kernel takes them nothing has to be waited for.
        #expect(throws: SinkFault.stopped) { for _ in 0..<100_000 { try transport.send([1], wait) } }
        #expect(throws: SinkFault.stopped) { try wait.forNews() }
        #expect(throws: SinkFault.stopped) { try wait.pause(60_000) }
    }
}
