import NIOCore
import NIOHTTP1

/// What came while an earlier request was being answered.
struct ArrivalQueue {
    enum Arrival {
        case part(HTTPServerRequestPart)
        case failure(CallRefusal)
        case inputClosed
    }

    /// Parts of further requests that may wait; no client pipelines so much.
    static let maximumCount = 1024

    private var arrivals = CircularBuffer<Arrival>(initialCapacity: 1)

    var isEmpty: Bool { arrivals.isEmpty }

    /// Nothing may be served after a gap, or a call could lose a part of its body: where the queue is full, a failure
    /// stands for all that came after.
    mutating func append(_ arrival: Arrival) {
        if arrivals.count < Self.maximumCount {
            arrivals.append(arrival)
        } else if arrivals.count == Self.maximumCount {
            arrivals.append(.failure(.pipelineTooLong))
        }
    }

    mutating func popFirst() -> Arrival? { arrivals.popFirst() }

    mutating func removeAll() { arrivals.removeAll() }
}
