import DockerAPI
import StrictJSON

extension ExplainedCall {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        let texts: [(StaticString, String)] = [
            ("phase", phase.rawValue), ("method", method), ("uri", uri), ("raw_uri", rawURI), ("path", path),
            ("version", version), ("action", action), ("target", target), ("user", user), ("auth", authentication),
        ]
        for (name, text) in texts {
            writer.name(name)
            writer.string(text)
        }
        writer.name("groups")
        writer.beginArray()
        for group in groups { writer.string(group) }
        writer.endArray()
        if let status {
            writer.name("status")
            writer.integer(status)
        }
        if let body {
            writer.name("body")
            writer.string(body)
        }
        writer.name("uses")
        writer.beginObject()
        for (fact, values) in facts {
            writer.name(fact.rawValue)
            writer.beginArray()
            for value in values { writer.string(value) }
            writer.endArray()
        }
        writer.endObject()
        writer.endObject()
    }
}
