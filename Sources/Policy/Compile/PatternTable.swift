import PCRE2

/// Compiles patterns; equal ones become one.
final class PatternTable {
    struct Problem: Error {
        let kind: DiagnosticKind
        let message: String
        let help: String?
        /// Bytes into the pattern as written.
        let offset: Int
        let width: Int
    }

    private struct Key: Hashable {
        let source: String
        let isSearch: Bool
    }

    private var known: [Key: Result<Matcher, Problem>] = [:]
    private var templates = 0

    /// More literal alternatives than this are quicker in PCRE2.
    private static let literalLimit = 8

    /// - Parameter isSearch: Whether any part of the value may match instead of all of it.
    func matcher(for source: String, isSearch: Bool) -> Result<Matcher, Problem> {
        let key = Key(source: source, isSearch: isSearch)
        if let result = known[key] { return result }
        let result: Result<Matcher, Problem>
        do throws(Problem) {
            result = .success(try compile(source, isSearch ? .search : .whole))
        } catch {
            result = .failure(error)
        }
        known[key] = result
        return result
    }

    private func compile(_ source: String, _ anchoring: Pattern.Anchoring) throws(Problem) -> Matcher {
        let references = TemplateScanner(source).references
        if !references.isEmpty { return .template(try template(source, references, anchoring)) }
        do throws(PatternError) {
            if anchoring == .whole, let texts = Self.alternatives(source) { return .literals(texts) }
            return .pattern(try Pattern(source, anchoring: anchoring))
        } catch {
            throw Self.problem(error, offset: error.offset)
        }
    }

    private func template(
        _ source: String,
        _ references: [TemplateScanner.Reference],
        _ anchoring: Pattern.Anchoring
    ) throws(Problem) -> PatternTemplate {
        let bytes = Array(source.utf8)
        var parts: [PatternTemplate.Part] = []
        var variables: [Variable] = []
        var end = 0
        for reference in references {
            let width = reference.range.count
            guard let variable = VariableReader.variable(reference.name) else {
                throw Problem(
                    kind: .unknownVariable,
                    message: "unknown variable `${\(SafeText.inline(reference.name, maximum: 40))}`",
                    help: Suggestion.help(for: reference.name, among: VariableReader.names)
                        ?? "there is \(VariableReader.names.map { "`${\($0)}`" }.joined(separator: ", "))",
                    offset: reference.range.lowerBound,
                    width: width
                )
            }
            guard !reference.isMisplaced else {
                throw Problem(
                    kind: .misplacedVariable,
                    message: "`${\(reference.name)}` can't stand in brackets, between `\\Q` and `\\E`, or after `\\c`",
                    help: "put it where a group `(…)` could stand; `\\$` is a dollar sign",
                    offset: reference.range.lowerBound,
                    width: width
                )
            }
            parts.append(.text(String(decoding: bytes[end..<reference.range.lowerBound], as: UTF8.self)))
            let number = variables.firstIndex(of: variable) ?? variables.count
            if number == variables.count { variables.append(variable) }
            parts.append(.variable(number))
            end = reference.range.upperBound
        }
        parts.append(.text(String(decoding: bytes[end...], as: UTF8.self)))
        let template = PatternTemplate(
            number: templates,
            source: source,
            parts: parts,
            variables: variables,
            anchoring: anchoring
        )
        templates += 1
        try check(template, references)
        return template
    }

    /// Compiles the template as a caller's value would make it.
    private func check(_ template: PatternTemplate, _ references: [TemplateScanner.Reference]) throws(Problem) {
        do throws(PatternError) {
            _ = try template.pattern(for: template.variables.map { _ in "a" })
        } catch {
            // Each variable was written longer or shorter than what stands for it, `(?:a)`.
            var offset = error.offset
            for reference in references where offset > reference.range.lowerBound {
                offset += reference.range.count - 5
            }
            throw Self.problem(error, offset: min(max(offset, 0), template.source.utf8.count))
        }
    }

    private static func problem(_ error: PatternError, offset: Int) -> Problem {
        Problem(
            kind: .badPattern,
            message: "the pattern is wrong: \(error.message)",
            help: nil,
            offset: offset,
            width: 1
        )
    }

    /// The texts of a pattern like `GET|HEAD` or `(GET|HEAD)`.
    ///
    /// Each piece has to be plain text by itself; so no bar of the pattern can be anything but an alternative, and there
    /// is nothing in it that PCRE2 could object to.
    private static func alternatives(_ source: String) -> [[UInt8]]? {
        let bytes = Array(source.utf8)
        guard bytes.contains(UInt8(ascii: "|")), bytes.count <= Pattern.maximumLength else { return nil }
        var inner = bytes[...]
        for opening in ["(?:", "("] where inner.starts(with: opening.utf8) && inner.last == UInt8(ascii: ")") {
            inner = inner.dropFirst(opening.utf8.count).dropLast()
            break
        }
        // One split more than there may be, so that too many pieces show.
        let pieces = inner.split(
            separator: UInt8(ascii: "|"),
            maxSplits: literalLimit,
            omittingEmptySubsequences: false
        )
        guard pieces.count > 1, pieces.count <= literalLimit else { return nil }
        var texts: [[UInt8]] = []
        for piece in pieces {
            guard let text = Pattern.plainText(piece) else { return nil }
            texts.append(text)
        }
        return texts
    }
}
