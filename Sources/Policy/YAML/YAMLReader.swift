/// Reads the part of YAML that people write: mappings, lists and text.
///
/// Everything that could make a file mean something else than it looks like is refused, with the place: a key that is
/// there twice, anchors, aliases and merge keys, tags, a second document, keys that aren't text, characters that
/// can't be seen, NUL in a text. The depth, the size and the number of values are bounded; there is no recursion.
public enum YAMLReader {
    /// - Returns: The value of the one document; nothing when the text has none but comments.
    public static func read(_ bytes: [UInt8], limits: YAMLLimits = .standard) -> Result<YAMLNode?, YAMLFault> {
        do throws(YAMLFault) {
            guard bytes.count <= limits.maximumSize else {
                throw YAMLFault(
                    "the file is \(bytes.count) bytes long; \(limits.maximumSize) is the limit",
                    at: YAMLMark(line: 1, column: 1, offset: 0)
                )
            }
            let source = try YAMLSource(bytes)
            var builder = YAMLBuilder(source: source, limits: limits)
            return .success(try build(&builder, source))
        } catch {
            return .failure(error)
        }
    }

    private static func build(_ builder: inout YAMLBuilder, _ source: YAMLSource) throws(YAMLFault) -> YAMLNode? {
        let result = source.bytes.withUnsafeBufferPointer { text -> Result<YAMLNode?, YAMLFault> in
            do throws(YAMLEvents.Failure) {
                var events = try YAMLEvents(text)
                while true {
                    let event = try events.next()
                    if case .streamEnd = event.kind { return .success(builder.root) }
                    if let fault = builder.take(event) { return .failure(fault) }
                }
            } catch {
                return .failure(YAMLProblem.fault(error, in: source))
            }
        }
        return try result.get()
    }
}
