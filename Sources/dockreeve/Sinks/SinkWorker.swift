/// What a sink's thread has in hand: the transport, and the messages that are not sent yet.
struct SinkWorker {
    let transport: any SinkTransport
    private let format: SinkFormat
    private let name: String
    private var items: [SinkQueue.Item] = []
    private var next = 0
    /// Of the item in hand: how many bytes of it are done, and how many of its records weren't taken.
    private var offset = 0
    private var refused: UInt64 = 0
    /// To be told first.
    private var news: [SinkGap] = []
    private var lastSent: UInt64 = 0
    private var hasSent = false

    init(transport: sending any SinkTransport, format: SinkFormat, name: String) {
        self.transport = transport
        self.format = format
        self.name = name
    }

    var hasWork: Bool { next < items.count || !news.isEmpty }

    mutating func fill(_ new: [SinkQueue.Item]) {
        items = new
        next = 0
        offset = 0
    }

    /// The transport has failed: the receiver has to hear that what was on its way may not have arrived.
    mutating func noteFailure() {
        guard hasSent, transport.losesWhatIsOnItsWay else { return }
        hasSent = false
        var gap = SinkGap(reason: .reconnected)
        gap.last = lastSent
        news.removeAll { $0.reason == .reconnected }
        news.append(gap)
    }

    /// Sends one item. What fails stays in hand and is sent again.
    mutating func send(_ wait: SinkWait, _ queue: SinkQueue, _ sent: Counter) throws(SinkFault) {
        while let gap = news.first {
            try tell(gap, wait)
            news.removeFirst()
        }
        guard next < items.count else { return }
        switch items[next] {
        case .gap(let gap): try tell(gap, wait)
        case .lines(let lines, let ticket):
            try send(lines, wait, sent)
            queue.finish(bytes: lines.count, ticket: ticket, refused: refused)
            offset = 0
            refused = 0
        }
        next += 1
        if next == items.count { fill([]) }
    }

    private mutating func send(_ lines: [UInt8], _ wait: SinkWait, _ sent: Counter) throws(SinkFault) {
        while offset < lines.count {
            let end = lines[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? lines.count
            let line = lines[offset..<end]
            do throws(SinkFault) {
                try transport.send(format.message(Array(line)), wait)
                sent.add()
                hasSent = true
                let number = SinkGap.sequence(line)
                if number != 0 { lastSent = number }
            } catch {
                guard error == .tooLarge else { throw error }
                refused += 1
                var gap = SinkGap(reason: .tooLarge)
                gap.add(Array(line))
                try tell(gap, wait)
            }
            offset = end + 1
        }
    }

    private func tell(_ gap: SinkGap, _ wait: SinkWait) throws(SinkFault) {
        try transport.send(format.message(gap.message(sink: name)), wait)
    }
}
