import NIOCore
import StrictJSON

/// Writes whole HTTP answers; the frequent one is ready-made.
struct AnswerWriter {
    private static let contentType: StaticString =
        "Content-Type: application/vnd.docker.plugins.v1.2+json\r\nContent-Length: "
    private static let allowBody: StaticString = "{\"Allow\":true}"

    static let goOn = ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")

    private let ready: ByteBuffer
    private var json = JSONWriter(reserving: 512)

    init() {
        var buffer = ByteBuffer()
        Self.writeHead(200, Self.allowBody.utf8CodeUnitCount, .keepAlive, into: &buffer)
        buffer.writeStaticString(Self.allowBody)
        ready = buffer
    }

    /// What the `Connection` field says; nothing where HTTP/1.1 keeps the connection anyway.
    enum Connection {
        case keepAlive
        case keepAliveVersion10
        case close
    }

    /// - Parameter isHead: The answer is to `HEAD`: with the length of the body, without the body.
    mutating func write(_ answer: CallAnswer, _ connection: Connection, isHead: Bool = false) -> ByteBuffer {
        if answer == .allow, connection == .keepAlive, !isHead { return ready }
        var status = 200
        json.removeAll()
        switch answer {
        case .allow:
            writeAnswer(.allow)
        case .authorization(let answer):
            writeAnswer(answer)
        case .json(let text):
            json.raw(text.span)
        case .failure(let code, let message):
            status = code
            json.beginObject()
            json.name("Err")
            json.string(message)
            json.endObject()
        }
        var buffer = ByteBufferAllocator().buffer(capacity: json.bytes.count + 256)
        Self.writeHead(status, json.bytes.count, connection, into: &buffer)
        if !isHead { buffer.writeBytes(json.bytes) }
        return buffer
    }

    private mutating func writeAnswer(_ answer: AuthorizationAnswer) {
        json.beginObject()
        json.name("Allow")
        json.bool(answer.allow)
        if !answer.message.isEmpty {
            json.name("Msg")
            json.string(answer.message)
        }
        json.endObject()
    }

    private static func writeHead(_ status: Int, _ length: Int, _ connection: Connection, into buffer: inout ByteBuffer)
    {
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeStaticString(statusLine(status))
        switch connection {
        case .keepAlive: break
        case .keepAliveVersion10: buffer.writeStaticString("Connection: keep-alive\r\n")
        case .close: buffer.writeStaticString("Connection: close\r\n")
        }
        buffer.writeStaticString(contentType)
        buffer.writeString(String(length))
        buffer.writeStaticString("\r\n\r\n")
    }

    private static func statusLine(_ status: Int) -> StaticString {
        switch status {
        case 200: "200 OK\r\n"
        case 400: "400 Bad Request\r\n"
        case 404: "404 Not Found\r\n"
        case 408: "408 Request Timeout\r\n"
        case 413: "413 Content Too Large\r\n"
        case 417: "417 Expectation Failed\r\n"
        case 431: "431 Request Header Fields Too Large\r\n"
        case 503: "503 Service Unavailable\r\n"
        case 505: "505 HTTP Version Not Supported\r\n"
        default: "500 Internal Server Error\r\n"
        }
    }
}
