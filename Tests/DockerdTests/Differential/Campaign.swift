import Foundation
import Testing

/// How many cases of a kind are tried, and from which seed. Case `n` of a campaign has the seed of the campaign plus `n`,
/// so that any case can be had again alone: `make fuzz-dockerd KIND=create N=1 SEED=…`.
struct Campaign: Sendable, CustomTestStringConvertible {
    enum Kind: String, CaseIterable, Sendable {
        case create, uri, exec, volume, network

        /// In `make test`.
        var usualCount: UInt64 {
            switch self {
            case .create: 250
            case .uri: 150
            case .exec, .volume, .network: 20
            }
        }
    }

    let kind: Kind
    let seed: UInt64
    let count: UInt64

    var testDescription: String { "\(count) × \(kind.rawValue) from seed \(seed)" }

    /// The cases of one kind, in portions that each fit into the time that one test may take.
    ///
    /// A wish that can't be understood is a campaign of no cases, which fails.
    static func all(_ kind: Kind) -> [Campaign] {
        let environment = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
        let seed = environment["DOCKREEVE_FUZZ_SEED"].map { UInt64($0) } ?? 1
        let count = environment["DOCKREEVE_FUZZ_N"].map { UInt64($0) } ?? kind.usualCount
        let wanted = environment["DOCKREEVE_FUZZ_KIND"].map { Kind(rawValue: $0) } ?? kind
        guard let seed, let count, count > 0, let wanted else { return [Campaign(kind: kind, seed: 0, count: 0)] }
        guard wanted == kind else { return [] }
        return stride(from: 0, to: count, by: 1000).map { start in
            Campaign(kind: kind, seed: seed &+ start, count: min(1000, count - start))
        }
    }

    /// Tries all cases, several at a time, each on a thread where it may block.
    func run(_ one: @escaping @Sendable (_ seed: UInt64) throws -> CaseResult) async throws -> Tally {
        let progress = CampaignProgress(self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await onThread {
                        while let seed = progress.next() { progress.add(try one(seed)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        return progress.tally
    }
}

/// Runs blocking code beside the threads that tasks share.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
