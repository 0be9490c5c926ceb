import PCRE2
import StrictJSON

/// A filter, made ready for many records.
struct FilterPlan {
    private struct Scalar {
        let field: RecordField
        let globs: [TextGlob]
    }

    let filter: RecordFilter
    /// What one value of the record decides.
    private let scalars: [Scalar]
    private let texts: [[UInt8]]
    private let takesEverything: Bool

    init(_ filter: RecordFilter) {
        self.filter = filter
        scalars = [
            Scalar(field: .id, globs: filter.ids), Scalar(field: .user, globs: filter.users),
            Scalar(field: .target, globs: filter.targets), Scalar(field: .action, globs: filter.actions),
            Scalar(field: .method, globs: filter.methods), Scalar(field: .decision, globs: filter.decisions),
            Scalar(field: .reason, globs: filter.reasons), Scalar(field: .phase, globs: filter.phases),
        ].filter { !$0.globs.isEmpty }
        texts = filter.texts.map { Array($0.utf8) }.filter { !$0.isEmpty }
        takesEverything =
            scalars.isEmpty && texts.isEmpty && filter.patterns.isEmpty && !filter.hasTimes && filter.groups.isEmpty
            && filter.uris.isEmpty && filter.facts.isEmpty && filter.rules.isEmpty && filter.would.isEmpty
            && filter.statuses.isEmpty
    }

    enum Outcome {
        case match
        case noMatch
        /// It can't be told.
        case failed(String)
    }

    func matches(_ fields: RecordFields, _ bytes: Span<UInt8>, _ scratch: inout FilterScratch) -> Outcome {
        if takesEverything { return .match }
        if filter.takesEvents, Self.isEvent(fields, bytes) { return .match }
        for scalar in scalars {
            guard let token = fields[scalar.field], scratch.holds(token, bytes, Self.any(scalar.globs)) else {
                return .noMatch
            }
        }
        guard matchesStatus(fields, bytes), matchesLists(fields, bytes, &scratch) else { return .noMatch }
        if filter.hasTimes {
            guard let time = fields[.time], let moment = Timestamp(bytes.extracting(time.range)) else {
                return .failed("`time` is not a moment as RFC 3339 writes it")
            }
            if let since = filter.since, moment < since { return .noMatch }
            if let until = filter.until, moment >= until { return .noMatch }
        }
        for text in texts where TextGlob.find(text, bytes, 0..<bytes.count) == nil { return .noMatch }
        for pattern in filter.patterns {
            switch pattern.match(bytes, using: scratch.match) {
            case .match: break
            case .noMatch: return .noMatch
            case .failed(let failure): return .failed("`--match` can't be tried on this record: \(failure)")
            }
        }
        return .match
    }

    private static func any(_ globs: [TextGlob]) -> (Span<UInt8>) -> Bool {
        { value in
            for glob in globs where glob.matches(value) { return true }
            return false
        }
    }

    private static func isEvent(_ fields: RecordFields, _ bytes: Span<UInt8>) -> Bool {
        guard let phase = fields[.phase] else { return false }
        return !JSONString.equals(bytes, phase, "request") && !JSONString.equals(bytes, phase, "response")
    }

    private func matchesStatus(_ fields: RecordFields, _ bytes: Span<UInt8>) -> Bool {
        guard !filter.statuses.isEmpty else { return true }
        guard let token = fields[.status], token.range.count <= 9 else { return false }
        var status = 0
        for at in token.range {
            let digit = bytes[at] &- UInt8(ascii: "0")
            guard digit < 10 else { return false }
            status = status * 10 + Int(digit)
        }
        return filter.statuses.contains { $0.range.contains(status) }
    }

    private func matchesLists(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch
    ) -> Bool {
        if !filter.uris.isEmpty {
            let test = Self.any(filter.uris)
            let isFound = fields[.uri].map { scratch.holds($0, bytes, test) } ?? false
            guard isFound || fields[.rawURI].map({ scratch.holds($0, bytes, test) }) ?? false else { return false }
        }
        if !filter.groups.isEmpty {
            guard let list = fields[.groups], scratch.holdsForAny(list, bytes, Self.any(filter.groups)) else {
                return false
            }
        }
        if !filter.rules.isEmpty {
            let test = Self.any(filter.rules)
            let isFound = fields[.rules].map { scratch.holdsForAny($0, bytes, test) } ?? false
            guard isFound || Self.would(fields, bytes, &scratch, ["deny", "allow", "guards"], test) else {
                return false
            }
        }
        if !filter.would.isEmpty {
            guard Self.would(fields, bytes, &scratch, ["decision"], Self.any(filter.would)) else { return false }
        }
        guard !filter.facts.isEmpty else { return true }
        guard let uses = fields[.uses] else { return false }
        return filter.facts.contains { fact in
            scratch.holdsForAny(in: uses, bytes, names: { TextGlob.isEqual($0, fact.name) }) { value in
                fact.value?.matches(value) ?? true
            }
        }
    }

    private static func would(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ scratch: inout FilterScratch,
        _ members: [String],
        _ test: (Span<UInt8>) -> Bool
    ) -> Bool {
        guard let would = fields[.would] else { return false }
        return scratch.holdsForAny(
            in: would,
            bytes,
            names: { name in
                for member in members where TextGlob.isEqual(name, member) { return true }
                return false
            },
            test
        )
    }
}

extension TextGlob {
    static func isEqual(_ value: Span<UInt8>, _ text: String) -> Bool {
        guard value.count == text.utf8.count else { return false }
        var at = 0
        for byte in text.utf8 {
            guard value[at] == byte else { return false }
            at += 1
        }
        return true
    }
}
