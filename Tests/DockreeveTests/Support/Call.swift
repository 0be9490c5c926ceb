import Foundation

/// What dockerd posts about one call of a client.
struct Call: Sendable {
    var method = "GET"
    var uri = "/v1.43/containers/json"
    var user = ""
    var headers: [String: String] = ["User-Agent": "Docker-Client/28.2.2 (linux)"]
    var body: String?
    /// The client's chain as PEM, its own certificate first.
    var certificates: [String] = []
    /// Makes it the response phase.
    var status: Int?
    var responseBody: String?
    var responseHeaders: [String: String] = [:]

    static func create(_ body: String, user: String = "") -> Call {
        var call = Call(method: "POST", uri: "/v1.43/containers/create", user: user, body: body)
        call.headers["Content-Type"] = "application/json"
        call.headers["Content-Length"] = "\(body.utf8.count)"
        return call
    }

    var path: String { status == nil ? "/AuthZPlugin.AuthZReq" : "/AuthZPlugin.AuthZRes" }

    var json: [UInt8] {
        var object: [String: Any] = ["RequestMethod": method, "RequestUri": uri, "RequestHeaders": headers]
        if !user.isEmpty {
            object["User"] = user
            object["UserAuthNMethod"] = "TLS"
        }
        if let body { object["RequestBody"] = Data(body.utf8).base64EncodedString() }
        if !certificates.isEmpty {
            object["RequestPeerCertificates"] = certificates.map { Data($0.utf8).base64EncodedString() }
        }
        if let status { object["ResponseStatusCode"] = status }
        if let responseBody { object["ResponseBody"] = Data(responseBody.utf8).base64EncodedString() }
        if !responseHeaders.isEmpty { object["ResponseHeaders"] = responseHeaders }
        let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
        return Array(data ?? Data())
    }
}
