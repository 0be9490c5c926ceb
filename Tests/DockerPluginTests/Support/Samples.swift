/// Calls as a daemon of version 20.10 sends them.
enum Samples {
    static let ping =
        #"{"RequestMethod":"HEAD","RequestUri":"/_ping","RequestHeaders":{"User-Agent":"Docker-Client/28.2.2 (linux)"}}"#

    /// The body is `{"Image":"busybox"}`, the certificate `-----BEGIN`.
    static let create =
        #"{"User":"alice","UserAuthNMethod":"TLS","RequestMethod":"POST","RequestUri":"/v1.41/containers/create?name=a\u0026b","#
        + #""RequestBody":"eyJJbWFnZSI6ImJ1c3lib3gifQ==","#
        + #""RequestHeaders":{"Content-Length":"19","Content-Type":"application/json","X-Quote":"a\"b"},"#
        + #""RequestPeerCertificates":["LS0tLS1CRUdJTg=="]}"#

    static let createAnswer =
        #"{"RequestMethod":"POST","RequestUri":"/v1.41/containers/create","ResponseStatusCode":201,"#
        + #""ResponseBody":"eyJJZCI6IjEifQ==","ResponseHeaders":{"Api-Version":"1.41"}}"#

    /// A whole HTTP request.
    static func post(_ path: String, _ body: String, fields: String = "", version: String = "1.1") -> String {
        "POST \(path) HTTP/\(version)\r\nHost: plugin\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static func request(_ body: String = ping, fields: String = "") -> String {
        post("/AuthZPlugin.AuthZReq", body, fields: fields)
    }
}
