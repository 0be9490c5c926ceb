import Audit
import StrictJSON

/// Records in a row that a sink didn't get; it is told so in their place, as soon as it takes anything again.
struct SinkGap: Sendable, Equatable {
    enum Reason: String, Sendable {
        /// More came than the queue holds.
        case overflow = "sink-overflow"
        /// The receiver takes no messages of this size.
        case tooLarge = "sink-too-large"
        /// The connection was lost: what was on its way, up to this record, may not have arrived.
        case reconnected = "sink-reconnected"
    }

    var reason: Reason
    var lost: UInt64 = 0
    /// Numbers of the first and of the last record in it; 0 where they aren't known.
    var first: UInt64 = 0
    var last: UInt64 = 0
    var since = Timestamp.now()

    /// Adds records that are lost.
    mutating func add(_ chunk: [UInt8]) {
        var start = 0
        while start < chunk.count {
            let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) ?? chunk.count
            lost &+= 1
            let number = Self.sequence(chunk[start..<end])
            if number != 0 {
                last = number
                if first == 0 { first = number }
            }
            start = end + 1
        }
    }

    /// What the sink is told; no record of the chain: it has neither number nor hash.
    func message(sink: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("time")
        json.string(Timestamp.now().description)
        json.name("phase")
        json.string("gap")
        json.name("reason")
        json.string(reason.rawValue)
        json.name("sink")
        json.string(sink)
        if reason != .reconnected {
            json.name("lost")
            json.integer(lost)
            json.name("since")
            json.string(since.description)
        }
        if first != 0 {
            json.name("first_seq")
            json.integer(first)
        }
        if last != 0 {
            json.name("last_seq")
            json.integer(last)
        }
        json.endObject()
        return json.bytes
    }

    /// The number of a record in the form in which the log writes it; 0 where it can't be told.
    static func sequence(_ line: ArraySlice<UInt8>) -> UInt64 {
        // {"time":"2026-11-23T22:24:04.096857Z","seq":2,…
        let name = Array(",\"seq\":".utf8)
        let start = line.startIndex + 10 + Timestamp.length
        guard line.count > start - line.startIndex + name.count, line[start..<start + name.count].elementsEqual(name)
        else { return 0 }
        var value: UInt64 = 0
        for byte in line[(start + name.count)...].prefix(16) {
            guard byte &- UInt8(ascii: "0") < 10 else { break }
            value = value &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
        }
        return value
    }
}
