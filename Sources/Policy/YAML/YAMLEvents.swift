import CYAML

/// libyaml's parser over a text in memory: one event after the other, errors as places and text.
struct YAMLEvents: ~Copyable {
    enum Failure: Error {
        case noMemory
        /// libyaml's words, and the places where it noticed and where what it was in began, in characters.
        case syntax(problem: String, at: Int, context: String, contextAt: Int)
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// - Parameter text: Has to stay where it is for as long as this lives.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw .noMemory
        }
        // Without this libyaml would look for UTF-16.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // A null pointer, as for an empty text, is an assertion in libyaml.
        if let start = text.baseAddress {
            yaml_parser_set_input_string(parser, start, text.count)
        } else {
            yaml_parser_set_input_string(parser, "", 0)
        }
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Not to be called again after the stream's end or an error.
    mutating func next() throws(Failure) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        var result = YAMLEvent(
            kind: .streamEnd,
            start: Int(event.start_mark.index),
            end: Int(event.end_mark.index)
        )
        switch event.type {
        case YAML_STREAM_START_EVENT: result.kind = .streamStart
        case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
        case YAML_SEQUENCE_END_EVENT: result.kind = .sequenceEnd
        case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
        case YAML_ALIAS_EVENT:
            result.kind = .alias
            result.anchor = Self.string(event.data.alias.anchor)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            result.kind = .scalar(text, Self.style(scalar.style))
            result.anchor = Self.string(scalar.anchor)
            result.tag = Self.string(scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            result.kind = .sequenceStart
            result.anchor = Self.string(event.data.sequence_start.anchor)
            result.tag = Self.string(event.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            result.kind = .mappingStart
            result.anchor = Self.string(event.data.mapping_start.anchor)
            result.tag = Self.string(event.data.mapping_start.tag)
        default: break
        }
        return result
    }

    private func failure() -> Failure {
        let state = parser.pointee
        guard state.error != YAML_MEMORY_ERROR else { return .noMemory }
        return .syntax(
            problem: state.problem.map { String(cString: $0) } ?? "",
            at: Int(state.problem_mark.index),
            context: state.context.map { String(cString: $0) } ?? "",
            contextAt: Int(state.context_mark.index)
        )
    }

    private static func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLStyle {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
