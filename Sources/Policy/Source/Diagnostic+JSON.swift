import StrictJSON

extension Diagnostic {
    /// Writes the finding as one JSON object; names and ids are stable.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.name("id")
        json.string(id)
        json.name("severity")
        json.string(severity.rawValue)
        place.writeMembers(to: &json)
        json.name("message")
        json.string(message)
        if let help {
            json.name("help")
            json.string(help)
        }
        json.endObject()
    }

    /// The same finding with another weight.
    public func with(severity: Severity) -> Diagnostic {
        Diagnostic(kind, severity: severity, at: place, message, help: help, sourceLine: sourceLine, width: width)
    }
}

extension SourcePlace {
    /// Writes `file`, `line` and `column` into an object that was begun.
    func writeMembers(to json: inout JSONWriter) {
        json.name("file")
        json.string(file)
        json.name("line")
        json.integer(line)
        json.name("column")
        json.integer(column)
    }
}
