extension AuditEntry {
    /// A required sink took nothing for a while.
    public mutating func sinkFailed(_ failure: SinkFailure) {
        begin("gap")
        json.name("reason")
        json.string("sink-failed")
        json.name("since")
        json.string(failure.since.description)
        json.name("lost")
        json.integer(failure.lost)
        if !failure.unconfirmed.isEmpty {
            json.name("unconfirmed")
            json.beginArray()
            for sequence in failure.unconfirmed { json.integer(sequence) }
            json.endArray()
        }
        json.name("error")
        json.string(failure.error)
        end()
    }
}
