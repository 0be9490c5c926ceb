import CPCRE2

/// PCRE2's compiled pattern: immutable once made, so that any number of threads may match with it (`pcre2api`,
/// "Multithreading").
final class CompiledCode: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ source: [UInt8], anchoring: Pattern.Anchoring, usesJIT: Bool) throws(PatternError) {
        if let offset = Self.verbOffset(source) { throw .verb(at: offset) }
        pointer = try Self.compile(source, anchoring)
        // The source has no way to hide one: what compiled tells. (`(?C` in a class or behind `\Q` is only text.)
        if let offset = Self.calloutOffset(pointer) { throw .callout(at: offset) }
        // Where no executable memory can be had, or the pattern is too big for it, the interpreter matches.
        if usesJIT { _ = pcre2_jit_compile_8(pointer, PCRE2_JIT_COMPLETE) }
    }

    deinit { pcre2_code_free_8(pointer) }

    /// Whether the pattern was made into machine code.
    var isJITCompiled: Bool { size(UInt32(PCRE2_INFO_JITSIZE)) > 0 }

    /// A property of 32 bits (`pcre2_pattern_info`).
    func number(_ what: UInt32) -> UInt32 {
        var value: UInt32 = 0
        return pcre2_pattern_info_8(pointer, what, &value) == 0 ? value : 0
    }

    private func size(_ what: UInt32) -> Int {
        var value = 0
        return pcre2_pattern_info_8(pointer, what, &value) == 0 ? value : 0
    }

    /// The first `(*NAME` or `(*:`: a setting, like `(*NOTEMPTY)`, or a backtracking verb, like `(*ACCEPT)`.
    ///
    /// Settings could change what the limits and the match mean; of verbs the interpreter and machine code don't give
    /// the same answers (10.42). The bytes decide, whatever stands around them: a reading of escapes and classes that
    /// differs from PCRE2's in one corner (`\c\(*ACCEPT)`) would let one through. Both are in capitals always.
    private static func verbOffset(_ source: [UInt8]) -> Int? {
        guard source.count > 2 else { return nil }
        return (0..<source.count - 2).first { at in
            source[at] == UInt8(ascii: "(") && source[at + 1] == UInt8(ascii: "*")
                && (source[at + 2] &- UInt8(ascii: "A") < 26 || source[at + 2] == UInt8(ascii: ":"))
        }
    }

    private static func compile(
        _ source: [UInt8],
        _ anchoring: Pattern.Anchoring
    ) throws(PatternError) -> OpaquePointer {
        guard let context = pcre2_compile_context_create_8(nil) else { throw .noMemory }
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
        pcre2_set_parens_nest_limit_8(context, 250)
        pcre2_set_max_pattern_length_8(context, Pattern.maximumLength)

        var options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UCP | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY
        if anchoring == .whole { options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED }
        if anchoring == .search { options |= PCRE2_USE_OFFSET_LIMIT }
        var code: Int32 = 0
        var offset = 0
        guard let pointer = pcre2_compile_8(source, source.count, options, &code, &offset, context) else {
            throw .reported(code, at: min(offset, source.count))
        }
        return pointer
    }

    private static func calloutOffset(_ pointer: OpaquePointer) -> Int? {
        var offset = -1
        let result = withUnsafeMutablePointer(to: &offset) { found in
            pcre2_callout_enumerate_8(
                pointer,
                { block, found in
                    found?.storeBytes(of: block?.pointee.pattern_position ?? 0, as: Int.self)
                    return 1
                },
                found
            )
        }
        return result == 0 ? nil : max(offset, 0)
    }
}
