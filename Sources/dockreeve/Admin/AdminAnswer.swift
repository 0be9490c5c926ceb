/// What the admin socket says to one request; the connection ends with it.
struct AdminAnswer: Equatable {
    let status: String
    let type: String
    let body: [UInt8]
    /// `ok` or `attention`; nothing where the answer isn't about the plugin's health.
    var health: StatusReport.Health?

    /// The path of the status as JSON, and as text for people.
    static let path = "/v1/status"
    static let textPath = "/v1/status.txt"
    static let healthField = "Dockreeve-Health"

    static func to(_ request: AdminRequest, _ report: () -> StatusReport) -> AdminAnswer {
        switch request {
        case .get(path):
            let report = report()
            return AdminAnswer(status: "200 OK", type: "application/json", body: report.json, health: report.health)
        case .get(textPath):
            let report = report()
            let body = Array(report.text.utf8)
            return AdminAnswer(
                status: "200 OK",
                type: "text/plain; charset=utf-8",
                body: body,
                health: report.health
            )
        case .get: return error("404 Not Found", "there are \(path) and \(textPath)")
        case .otherMethod: return error("405 Method Not Allowed", "only GET is understood here")
        case .malformed, .incomplete: return error("400 Bad Request", "this is no HTTP/1.1 request")
        }
    }

    private static func error(_ status: String, _ text: String) -> AdminAnswer {
        AdminAnswer(status: status, type: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
    }

    var bytes: [UInt8] {
        var head = "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n"
        if let health { head += "\(Self.healthField): \(health.rawValue)\r\n" }
        if status.hasPrefix("405") { head += "Allow: GET\r\n" }
        return Array("\(head)Cache-Control: no-store\r\nConnection: close\r\n\r\n".utf8) + body
    }
}
