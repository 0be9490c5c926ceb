import Testing

extension RealDockerd {
    /// Random calls, held against what the real dockerd did with them.
    ///
    /// A plugin sees bytes and dockerd executes what it makes of them. Here both are at hand: what ``DockerAPI`` understood
    /// of a call, and what is there after it. Denials that weren't needed are counted and told, they are no failure.
    @Suite struct Differential {
        @Test(arguments: Campaign.all(.create)) func `containers are created as understood`(campaign: Campaign)
            async throws
        {
            try await run(campaign) { witness, line, fixture, seed in
                try CreateCase(seed: seed, witness: witness, line: line, fixture: fixture).run()
            }
        }

        @Test(arguments: Campaign.all(.exec) + Campaign.all(.volume) + Campaign.all(.network))
        func `execs, volumes and networks are made as understood`(campaign: Campaign) async throws {
            try await run(campaign) { witness, line, fixture, seed in
                try ObjectCase(campaign: campaign.kind, seed: seed, witness: witness, line: line, fixture: fixture)
                    .run()
            }
        }

        @Test(arguments: Campaign.all(.uri)) func `request targets lead where understood`(campaign: Campaign)
            async throws
        {
            try await run(campaign) { witness, line, fixture, seed in
                try URICase(seed: seed, witness: witness, line: line, fixture: fixture).run()
            }
        }

        private func run(
            _ campaign: Campaign,
            _ one: @escaping @Sendable (Witness, EngineLine, Fixture, UInt64) throws -> CaseResult
        ) async throws {
            let kinds = Campaign.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            try #require(campaign.count > 0, "N and SEED have to be numbers, KIND is one of \(kinds)")
            let engine = try Engine.current
            let line = EngineLine(socket: engine.socket)
            let tally = try await Witness.serve(engine) { witness in
                let fixture = try await onThread { try Fixture.make(line) }
                do {
                    let tally = try await campaign.run { seed in try one(witness, line, fixture, seed) }
                    try await onThread { try fixture.remove(line) }
                    return tally
                } catch {
                    try await onThread { try fixture.remove(line) }
                    throw error
                }
            }
            print(tally.report(campaign))
            #expect(tally.total == Int(campaign.count))
            // A plugin that denies nearly all has understood nothing, either.
            #expect(tally.agreed >= tally.total / 3 || campaign.count < 20, "too little was compared")
            for failure in tally.failures {
                guard case .differed(let differences) = failure.ending else { continue }
                let again = "make fuzz-dockerd KIND=\(campaign.kind.rawValue) N=1 SEED=\(failure.seed)"
                Issue.record("\(differences.joined(separator: "\n"))\n\(failure.story)\nagain: \(again)")
            }
        }
    }
}
