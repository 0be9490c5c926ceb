import DockerAPI

/// What a call asks for, without what is secret in it.
extension AuditEntry {
    mutating func writeRequest(_ call: APICall, _ redactor: Redactor) {
        write("method", .method, of: call)
        if redactor.looksEverywhere || redactor.hidesParameters || call.uriMayHoldSecrets {
            writeMaskedURI(call, redactor)
        } else {
            writeURI(call)
        }
        write("action", .action, of: call)
        writeTarget(call, redactor)
    }

    private mutating func writeURI(_ call: APICall) {
        write("uri", .uri, of: call)
        guard call.rawURIDiffers else { return }
        call.withRawURI { json.member("raw_uri", $0) }
    }

    private mutating func writeMaskedURI(_ call: APICall, _ redactor: Redactor) {
        var text = takeText()
        defer { self.text = text }
        call.appendMaskedURI(redactor, to: &text, &erased)
        json.member("uri", text.span)
        let end = text.count
        call.appendMaskedRawURI(redactor, to: &text, &erased)
        let (canonical, raw) = (text.span.extracting(0..<end), text.span.extracting(end..<text.count))
        guard !ByteText.areEqual(raw, canonical) else { return }
        json.member("raw_uri", raw)
    }

    private mutating func writeTarget(_ call: APICall, _ redactor: Redactor) {
        guard redactor.hidesTargets || call.targetMayHoldSecrets else {
            call.forEachValue(of: .target) { target in
                guard !target.isEmpty else { return false }
                json.member("target", target)
                return false
            }
            return
        }
        var text = takeText()
        defer { self.text = text }
        if redactor.rules.hidesTarget {
            call.forEachValue(of: .target) { target in
                guard !target.isEmpty else { return false }
                redactor.hide(target, to: &text)
                erased.add("target")
                return false
            }
        } else {
            call.appendMaskedTarget(redactor, to: &text, &erased)
        }
        guard !text.isEmpty else { return }
        json.member("target", text.span)
    }

    /// The places of what was replaced, as rules name them.
    mutating func writeErased() {
        guard !erased.names.isEmpty else { return }
        json.name("redacted")
        json.beginArray()
        for name in erased.names { json.string(name) }
        json.endArray()
    }
}
