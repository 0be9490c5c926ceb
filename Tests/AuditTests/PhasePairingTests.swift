import TestSupport
import Testing

@testable import Audit

@Suite("Pairing of phases")
struct PhasePairingTests {
    private func key(_ value: Int) -> CallFingerprint { CallFingerprint(value: value) }
    private func id(_ value: Int) -> DecisionID { DecisionID(value: UInt64(value)) }

    @Test("a response finds its call, once")
    func once() {
        var pairing = PhasePairing()
        pairing.insert(id(1), for: key(10))
        #expect(pairing.take(key(11)) == nil)
        #expect(pairing.take(key(10)) == id(1))
        #expect(pairing.take(key(10)) == nil)
        #expect(pairing.count == 0)
    }

    @Test("64 different calls under way at once each find their own, in any order")
    func concurrent() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<50 {
            var pairing = PhasePairing()
            for call in 0..<64 { pairing.insert(id(call), for: key(call)) }
            for call in (0..<64).shuffled(using: &generator) { #expect(pairing.take(key(call)) == id(call)) }
            #expect(pairing.count == 0)
        }
    }

    @Test("a call whose response never came doesn't shift the ids of the next ones of its kind")
    func abandoned() {
        var pairing = PhasePairing()
        pairing.insert(id(1), for: key(10))
        for call in 2..<20 {
            pairing.insert(id(call), for: key(10))
            #expect(pairing.take(key(10)) == id(call))
        }
        #expect(pairing.count == 1)
    }

    @Test("the oldest call goes when there is no more room, and only that")
    func bounded() {
        var pairing = PhasePairing(capacity: 4)
        for call in 1...6 { pairing.insert(id(call), for: key(call)) }
        #expect(pairing.count == 4)
        #expect(pairing.take(key(1)) == nil)
        #expect(pairing.take(key(2)) == nil)
        for call in 3...6 { #expect(pairing.take(key(call)) == id(call)) }
    }

    @Test("short calls don't push a long one out")
    func longRunning() {
        var pairing = PhasePairing(capacity: 4)
        pairing.insert(id(1), for: key(1))
        for call in 2..<1000 {
            pairing.insert(id(call), for: key(call))
            #expect(pairing.take(key(call)) == id(call))
        }
        #expect(pairing.take(key(1)) == id(1))
    }

    @Test("no capacity is too small, and forgetting forgets all")
    func edges() {
        var pairing = PhasePairing(capacity: 0)
        #expect(pairing.capacity == 1)
        pairing.insert(id(1), for: key(1))
        pairing.insert(id(2), for: key(1))
        #expect(pairing.take(key(1)) == id(2))
        #expect(pairing.take(key(1)) == nil)
        pairing.insert(id(3), for: key(1))
        pairing.removeAll()
        #expect(pairing.take(key(1)) == nil)
        pairing.insert(id(4), for: key(1))
        #expect(pairing.take(key(1)) == id(4))
    }

    @Test("any order of calls and responses does what a plain list would", arguments: 0..<40 as Range<UInt64>)
    func model(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let capacity = Int.random(in: 1...12, using: &generator)
        let kinds = Int.random(in: 1...8, using: &generator)
        var pairing = PhasePairing(capacity: capacity)
        var list: [(kind: Int, id: DecisionID)] = []
        for call in 0..<2000 {
            let kind = Int.random(in: 0..<kinds, using: &generator)
            if Bool.random(using: &generator) {
                if list.count == capacity { list.removeFirst() }
                list.append((kind, id(call)))
                pairing.insert(id(call), for: key(kind))
            } else {
                let last = list.lastIndex { $0.kind == kind }
                let expected = last.map { list.remove(at: $0).id }
                #expect(pairing.take(key(kind)) == expected)
            }
            #expect(pairing.count == list.count)
        }
    }
}
