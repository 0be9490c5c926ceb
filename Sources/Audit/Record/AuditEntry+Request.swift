import DockerAPI

/// What a call asks for, without what is secret in it.
extension AuditEntry {
    mutating func writeRequest(_ call: APICall, _ redactor: Redactor) {
        json.name("method")
        write(.method, of: call)
        if redactor.looksEverywhere || redactor.hidesParameters || call.uriMayHoldSecrets {
            writeMaskedURI(call, redactor)
        } else {
            writeURI(call)
        }
        json.name("action")
        write(.action, of: call)
        writeTarget(call, redactor)
    }

    private mutating func writeURI(_ call: APICall) {
        json.name("uri")
        write(.uri, of: call)
        guard call.rawURIDiffers else { return }
        json.name("raw_uri")
        call.withRawURI { json.string($0) }
    }

    private mutating func writeMaskedURI(_ call: APICall, _ redactor: Redactor) {
        var text = takeText()
        defer { self.text = text }
        call.appendMaskedURI(redactor, to: &text, &erased)
        json.name("uri")
        json.string(text.span)
        let end = text.count
        call.appendMaskedRawURI(redactor, to: &text, &erased)
        let (canonical, raw) = (text.span.extracting(0..<end), text.span.extracting(end..<text.count))
        guard !ByteText.areEqual(raw, canonical) else { return }
        json.name("raw_uri")
        json.string(raw)
    }

    private mutating func writeTarget(_ call: APICall, _ redactor: Redactor) {
        guard redactor.hidesTargets || call.targetMayHoldSecrets else {
            call.forEachValue(of: .target) { target in
                guard !target.isEmpty else { return false }
                json.name("target")
                json.string(target)
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
        json.name("target")
        json.string(text.span)
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
