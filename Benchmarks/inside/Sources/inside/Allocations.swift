import CAllocations
import NIOCore
import Way

/// How often a warm way asks for memory.
enum Allocations {
    static func measure(_ calls: Calls, policies: String) throws {
        guard var way = Way(policies: policies) else { throw Trouble(text: "the policy has mistakes") }
        for name in [
            "01-ping", "02-containers-list", "04-create-small", "06-exec-create", "05-create-big", "09-create-900k",
        ] {
            let text = ByteBuffer(bytes: try calls.text(name))
            for _ in 0..<20 { _ = try way.decide(text) }
            let runs = 50
            let before = allocation_count()
            for _ in 0..<runs { _ = try way.decide(text) }
            let each = Double(allocation_count() - before) / Double(runs)
            let isSmall = name != "05-create-big" && name != "09-create-900k"
            Inside.report("allocations, \(name)", "", each, limit: isSmall ? 3 : nil)
        }
        // The counter counts: a check that couldn't fail would be none.
        let before = allocation_count()
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 100, alignment: 1)
        memory.deallocate()
        guard allocation_count() == before + 1 else { throw Trouble(text: "allocations aren't counted") }
    }
}
