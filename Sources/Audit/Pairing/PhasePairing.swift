import Policy

/// Brings the two phases of one call together: dockerd gives its calls no number, but it repeats the whole request when
/// it asks about the response.
///
/// A call that was allowed is put in under its ``CallFingerprint``; its response takes it out. Never put in a denied call:
/// dockerd doesn't run it and sends no response phase for it.
///
/// What this can't tell apart: calls that are the same in user, authentication, method, URI, headers and body and that
/// are under way at the same time. Of those, the response is given to the **newest**. With several plugins in a row one
/// of the others can deny what this one allowed, and a daemon can die in the middle of a call: then no response ever comes,
/// the entry stays, and were the oldest taken, each later call of the same kind would be given the id of the one before.
///
/// At most ``capacity`` calls are remembered; the oldest goes first, and its response gets an id of its own. Memory is
/// taken once; putting in and taking out don't search.
public struct PhasePairing: Sendable {
    public let capacity: Int

    private struct Slot: Sendable {
        var key: CallFingerprint
        var call: Pending
        /// Neighbours in the order of age; `free` slots are chained through `newer`.
        var older: Int32 = PhasePairing.none
        var newer: Int32 = PhasePairing.none
        /// Neighbours among the calls of the same fingerprint.
        var olderTwin: Int32 = PhasePairing.none
        var newerTwin: Int32 = PhasePairing.none
    }

    /// A call that waits for its response.
    public struct Pending: Sendable, Equatable {
        public var id: DecisionID
        /// How much is recorded of it.
        public var level: AuditLevel

        public init(id: DecisionID, level: AuditLevel = .metadata) {
            self.id = id
            self.level = level
        }
    }

    private static let none: Int32 = -1

    private var slots: [Slot] = []
    /// The newest call of each fingerprint.
    private var newestTwin: [CallFingerprint: Int32] = [:]
    private var oldest = PhasePairing.none
    private var newest = PhasePairing.none
    private var free = PhasePairing.none

    /// How many calls wait for their response.
    public private(set) var count = 0

    /// - Parameter capacity: How many calls may wait at once; at least 1.
    public init(capacity: Int = 4096) {
        self.capacity = min(max(capacity, 1), Int(Int32.max))
        slots.reserveCapacity(self.capacity)
        newestTwin.reserveCapacity(self.capacity)
    }

    /// Remembers an allowed call.
    public mutating func insert(_ id: DecisionID, level: AuditLevel = .metadata, for key: CallFingerprint) {
        if count == capacity { remove(oldest) }
        let index = takeSlot(Slot(key: key, call: Pending(id: id, level: level)))
        slots[Int(index)].older = newest
        if newest != Self.none { slots[Int(newest)].newer = index } else { oldest = index }
        newest = index
        if let twin = newestTwin.updateValue(index, forKey: key) {
            slots[Int(index)].olderTwin = twin
            slots[Int(twin)].newerTwin = index
        }
        count += 1
    }

    /// The id of the newest call with this fingerprint, which is forgotten by that; nothing when there is none.
    public mutating func take(_ key: CallFingerprint) -> DecisionID? { takeCall(key)?.id }

    /// The newest call with this fingerprint, which is forgotten by that; nothing when there is none.
    public mutating func takeCall(_ key: CallFingerprint) -> Pending? {
        guard let index = newestTwin[key] else { return nil }
        let call = slots[Int(index)].call
        remove(index)
        return call
    }

    /// Forgets every call.
    public mutating func removeAll() {
        slots.removeAll(keepingCapacity: true)
        newestTwin.removeAll(keepingCapacity: true)
        (oldest, newest, free, count) = (Self.none, Self.none, Self.none, 0)
    }

    private mutating func takeSlot(_ slot: Slot) -> Int32 {
        guard free != Self.none else {
            slots.append(slot)
            return Int32(truncatingIfNeeded: slots.count - 1)
        }
        let index = free
        free = slots[Int(index)].newer
        slots[Int(index)] = slot
        return index
    }

    private mutating func remove(_ index: Int32) {
        let slot = slots[Int(index)]
        if slot.older != Self.none { slots[Int(slot.older)].newer = slot.newer } else { oldest = slot.newer }
        if slot.newer != Self.none { slots[Int(slot.newer)].older = slot.older } else { newest = slot.older }
        if slot.olderTwin != Self.none { slots[Int(slot.olderTwin)].newerTwin = slot.newerTwin }
        if slot.newerTwin != Self.none {
            slots[Int(slot.newerTwin)].olderTwin = slot.olderTwin
        } else if slot.olderTwin != Self.none {
            newestTwin[slot.key] = slot.olderTwin
        } else {
            newestTwin[slot.key] = nil
        }
        slots[Int(index)].newer = free
        free = index
        count -= 1
    }
}
