extension CallReader {
    /// What an endpoint takes as its body, where query and version have a say in it.
    enum BodyRule {
        case required
        case optional
        case forbidden
        /// Forbidden, and the call is to prove that there is none.
        case provenAbsent
        /// Nothing that we could see or judge.
        case open
    }

    /// Holds what dockerd says about the body against what the endpoint takes.
    ///
    /// dockerd shows the last of several headers of one name and itself uses the first, so a content type proves little.
    /// What counts is whether a body was shown, and whether the headers have the marks of one that wasn't: a length, or a
    /// content type without the `Content-Length: 0` that clients send where they have no body. A chunked body has no
    /// length to be seen.
    mutating func checkHeaders() {
        var hasForm = false
        var hasType = false
        var length = BodyLength.absent
        for header in call.wire.headers {
            let name = call.wire.span(header.name)
            let value = call.wire.span(header.value)
            if ArenaText.equalIgnoringCase(call.wire.arena, name, "Content-Type") {
                hasType = true
                if Self.isForm(call.wire.arena, value) { hasForm = true }
            } else if ArenaText.equalIgnoringCase(call.wire.arena, name, "Content-Length") {
                length = max(length, BodyLength(call.wire.arena, value))
            }
        }
        let method = HTTPMethod(call.wire.arena.span.extracting(call.wire.span(call.wire.method)))
        // Go reads parameters from the bodies of these methods, and of PATCH, which no route has.
        let mayHaveForm = method == .post || method == .put || method == .other
        let isShown = call.wire.body != nil
        let isHidden = !isShown && (length == .some || length == .absent && hasType && mayHaveForm)

        if hasForm, mayHaveForm {
            call.note(.formBody, "parameters of a form body win over those of the query, and are not shown to a plugin")
        }
        switch bodyRule() {
        case .required where !isShown:
            call.note(.bodyNotVisible, "\(call.action) reads a JSON body, and none was shown")
        case .optional where isHidden:
            call.note(.bodyNotVisible, "\(call.action) reads a JSON body, there is one, and it was not shown")
        case .forbidden where isShown ? mattersAtStart() : length == .some:
            call.note(.unexpectedBody, "\(call.action) takes no body, and there is one")
        case .forbidden where isHidden && isNamedByQuery:
            let detail = "\(call.action) takes no body, and a content type says that there is one; "
            call.note(.unexpectedBody, detail + "leave it out, or send `Content-Length: 0`")
        case .provenAbsent where isShown || length != .zero:
            let detail = "engines take a whole HostConfig here from clients before API 1.24; send `Content-Length: 0`"
            call.note(.unexpectedBody, detail)
        case .required, .optional, .forbidden, .provenAbsent, .open:
            break
        }
    }

    /// Whether a body that was shown is one that an engine could take for something.
    ///
    /// No engine since 1.13 reads a body where the reference has none, but at `start`. Some clients (Node's among them) put
    /// a JSON body on every POST: that is harmless, and rules can see what is in it.
    private func mattersAtStart() -> Bool {
        guard call.endpoint?.legacyBody != nil, let body = call.wire.body else { return false }
        let text = call.wire.arena[call.wire.span(body)]
        return !["{}", "null"].contains { text.elementsEqual($0.utf8) }
    }

    /// Whether a parameter of the query says which image or which name the call is about.
    ///
    /// Seen on engine 20.10: with a form's content type first and any other one last, a chunked form replaces the
    /// parameters of the query, and all that is shown of it is the last content type. The same header without a body is
    /// what curl and older Java clients send with every POST, so it counts against a call only where much hangs on it.
    private var isNamedByQuery: Bool {
        switch call.action {
        case "image.create", "image.tag", "container.rename": true
        default: false
        }
    }

    private func bodyRule() -> BodyRule {
        guard let endpoint = call.endpoint else { return .open }
        switch endpoint.body {
        case .json:
            // Engines hide the password that is in here.
            return endpoint.action == "system.auth" ? .open : .required
        case .optionalJSON: return .optional
        case .forbidden, .hijack:
            return endpoint.legacyBody != nil && APIVersionText.isBefore124(call.wire.arena, call.location.version)
                ? .provenAbsent : .forbidden
        case .binary:
            // Only an import reads its image from the body.
            return endpoint.action == "image.create" && !call.readsImageFromBody ? .forbidden : .open
        }
    }

    /// Whether a content type is one of those whose body Go's `ParseForm` or `ParseMultipartForm` reads.
    private static func isForm(_ arena: [UInt8], _ value: Range<Int>) -> Bool {
        var start = value.lowerBound
        while start < value.upperBound, arena[start] <= 0x20 { start += 1 }
        var end = start
        while end < value.upperBound, arena[end] > 0x20, arena[end] != UInt8(ascii: ";") { end += 1 }
        if ArenaText.equalIgnoringCase(arena, start..<end, "application/x-www-form-urlencoded") { return true }
        let multipart: StaticString = "multipart/"
        let prefix = start..<min(end, start + multipart.utf8CodeUnitCount)
        return ArenaText.equalIgnoringCase(arena, prefix, multipart)
    }
}
