import DockerAPI
import FuzzLogs
import FuzzSupport

@testable import Audit

/// The input is an audit log, or a file that somebody gives out for one: what is read of it is what a slow reader finds,
/// searching and counting find the records that a slow search does, and its chain is whole when a slow check says so.
@main struct AuditTarget: FuzzTarget {
    private let file = ScratchFile()
    private var reader = CallReader()
    private var scratch = RecordScratch()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        let text = Array(input)
        file.replace(with: text)
        guard let records = read() else {
            require(Compression(text.prefix(8)) != nil, "the file can't be read")
            return
        }
        // What was compressed is searched, but there is nothing to hold it against.
        let lines = Compression(text.prefix(8)) == nil ? LogLine.lines(of: text) : []
        // Each search reads the file: a share of them has to do.
        let searches = [SearchCase.all[0], SearchCase.all[1 + text.count % (SearchCase.all.count - 1)]]
        for search in searches { check(search, records, lines) }
        if !lines.isEmpty { checkChain(lines) }
    }

    /// All records; nothing when the file can't be read.
    private mutating func read() -> [RecordReference]? {
        var records: [RecordReference] = []
        do throws(ReadError) {
            var lines = try RecordReader(file.path)
            var line = 0
            while let item = try lines.next() {
                require(lines.line > line, "a line is read twice")
                line = lines.line
                switch item {
                case .decision:
                    records.append(RecordReference(line: line, bytes: lines.decision.bytes))
                    checkDecision(lines.decision, records[records.count - 1])
                case .event: records.append(RecordReference(line: line, bytes: lines.decision.bytes))
                case .call: reader.read(swapping: &lines.call, needs: .nothing)
                case .problem(let problem):
                    require(problem.description.actingCharacter == nil, "a problem can act on a terminal")
                }
            }
        } catch {
            require(error.description.actingCharacter == nil, "an error can act on a terminal")
            return nil
        }
        return records
    }

    private mutating func checkDecision(_ decision: RecordedDecision, _ record: RecordReference) {
        for (field, name) in [(RecordField.user, "user"), (.method, "method"), (.uri, "uri"), (.decision, "decision")] {
            let text = record.text(name)
            require(text != nil && Array(decision.text(field).utf8) == text, "`\(name)` is another text")
        }
        require(decision.isAllowed == (record.text("decision") == Array("allow".utf8)), "another decision")
        require(decision.rules.map { Array($0.utf8) } == record.list("rules"), "other rules")
        _ = (decision.members, decision.uses, decision.would, decision.foundGuards, decision.policyDigest)

        let unknowns = decision.read(into: &reader, &scratch)
        let call = reader.call
        require(Array(call.user.utf8) == record.text("user"), "the call has another user")
        require(Array(call.method.utf8) == record.text("method"), "the call has another method")
        require(unknowns.attributes.isSuperset(of: [.body, .header]), "a body is known")
        for (fact, values) in call.allFacts where !values.isEmpty {
            require(!record.inner("uses", [fact.rawValue]).isEmpty, "`\(fact.rawValue)` is made up")
        }
    }

    private func check(_ search: SearchCase, _ records: [RecordReference], _ lines: [LogLine]) {
        let expected = records.filter(search.matches)
        var found: [Int] = []
        var tally = RecordTally([.user, .action, .rule])
        do throws(ReadError) {
            var searching = try RecordSearch(file.path, search.filter)
            while let item = try searching.next() {
                if case .match = item {
                    found.append(searching.line)
                    let index = found.count - 1
                    require(
                        index < expected.count && expected[index].bytes == searching.record.bytes,
                        "searching for \(search.name) finds another record"
                    )
                }
            }
            var counting = try RecordSearch(file.path, search.filter)
            try counting.count(into: &tally) { _ in }
        } catch {
            fail("a file that was read can't be searched: \(error)")
        }
        let places = expected.map(\.line)
        require(found == places, "searching for \(search.name) finds the lines \(found) and should find \(places)")
        // Counting looks no closer than it must: a line that is no JSON may count where its members look like a match.
        if !lines.isEmpty, lines.allSatisfy({ JSONReference.read($0.bytes) != nil }) {
            require(
                tally.total == found.count,
                "counting \(search.name) finds \(tally.total) records of \(found.count)"
            )
        }
    }

    private func checkChain(_ lines: [LogLine]) {
        var verifier = ChainVerifier()
        verifier.begin(file: "log")
        for (index, line) in lines.enumerated() {
            verifier.read(line.bytes.span, number: index + 1, isEnded: line.isEnded)
        }
        let report = verifier.finish()
        for finding in report.findings {
            require(finding.description.actingCharacter == nil, "a finding can act on a terminal")
            require((0...lines.count).contains(finding.line), "a finding is outside of the file")
        }
        for note in report.notes { require(note.actingCharacter == nil, "a note can act on a terminal") }
        // Whether a checkpoint is one takes more than the chain.
        guard !lines.contains(where: { ChainReference.link($0.bytes)?.isCheckpoint ?? false }) else { return }
        let isWhole = ChainReference.isWhole(lines)
        require(report.isWhole == isWhole, "the chain is whole: \(report.isWhole) should be \(isWhole)")
    }
}
