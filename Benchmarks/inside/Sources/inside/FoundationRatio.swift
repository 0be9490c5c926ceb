import Foundation
import NIOCore
import Way

/// A large create: our way beside the Foundation plugin's, turn by turn, on the same bytes.
enum FoundationRatio {
    static func measure(_ calls: Calls, policies: String, rounds: Int) throws {
        guard var way = Way(policies: policies) else { throw Trouble(text: "the policy has mistakes") }
        let other = FoundationPlugin()
        for (names, expected) in [(Calls.allowed, true), (Calls.denied, false)] {
            for name in names {
                let text = try calls.text(name)
                let ours = try way.decide(ByteBuffer(bytes: text)).allowed
                guard ours == expected, other.allows(Data(text)) == expected else {
                    throw Trouble(text: "the two plugins don't both \(expected ? "allow" : "deny") \(name)")
                }
            }
        }
        for (name, runs, limit) in [("09-create-900k", 3, 0.25), ("05-create-big", 200, nil)]
            as [(String, Int, Double?)]
        {
            let text = try calls.text(name)
            let (buffer, data) = (ByteBuffer(bytes: text), Data(text))
            var ours: [Double] = []
            var theirs: [Double] = []
            var allowed = 0
            for _ in 0..<rounds {
                ours.append(try Figures.microseconds(runs) { allowed += try way.decide(buffer).allowed ? 1 : 0 })
                theirs.append(Figures.microseconds(runs) { allowed += other.allows(data) == true ? 1 : 0 })
            }
            guard allowed == 2 * rounds * runs else { throw Trouble(text: "\(name) was denied") }
            let (mine, its) = (Figures.best(ours), Figures.best(theirs))
            let note = "\(Int(mine)) µs beside \(Int(its)) µs"
            Inside.report("\(name), of a Foundation plugin's time", "×", mine / its, limit: limit, note: note)
        }
    }
}
