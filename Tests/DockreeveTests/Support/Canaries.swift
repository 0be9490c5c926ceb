import Foundation

@testable import DockerAPI

/// Calls with a secret in every place of the API where one can stand, made of the tables that calls are read with.
struct Canaries {
    /// The secrets, with where each was put. Of letters and digits only, so that nothing writes them in another way.
    private(set) var planted: [(secret: String, place: String)] = []

    private mutating func secret(_ place: String) -> String {
        let secret = "kanari\(planted.count)vogel"
        planted.append((secret, place))
        return secret
    }

    private mutating func url(_ place: String) -> String { "https://u:\(secret(place))@h.example/x" }

    /// A call of every endpoint, each with a body if it takes one, and with the query's secrets.
    mutating func calls() -> [Call] {
        var calls: [Call] = []
        for endpoint in Catalogue.endpoints where endpoint.action != "system.ping" {
            let path = endpoint.path.text.replacing(/\{[^}]*\}/, with: "x")
            let method = ["POST", "GET", "DELETE", "HEAD", "PUT"].first {
                Catalogue.match(HTTPMethod($0.utf8Span.span), path: path.utf8Span.span)?.endpoint === endpoint
            }
            var call = Call(method: method ?? "GET", uri: "/v1.43\(path)?\(query(endpoint.action))", user: "alice")
            call.headers["X-Api-Token"] = secret("a header")
            if let type = endpoint.body.type {
                let body = json(value(type, endpoint.bodySecrecy, endpoint.action))
                call.body = body
                call.headers["Content-Type"] = "application/json"
                call.headers["Content-Length"] = "\(body.utf8.count)"
            }
            calls.append(call)
        }
        return calls + malformed()
    }

    private mutating func query(_ action: String) -> String {
        let values = [
            ("buildargs", json(["A": secret("\(action) buildargs")])),
            ("labels", json(["api_token": secret("\(action) labels")])),
            ("outputs", json([["Type": "x", "Attrs": ["password": secret("\(action) outputs")]]])),
            ("changes", "ENV A=\(secret("\(action) changes"))"),
            ("filters", json(["label": ["token=\(secret("\(action) filters"))"]])),
            ("remote", url("\(action) remote")), ("fromSrc", url("\(action) fromSrc")),
            ("fromImage", url("\(action) fromImage")), ("repo", url("\(action) repo")),
            ("t", url("\(action) t")), ("name", url("\(action) name")), ("token", secret("\(action) token")),
        ]
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        return values.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }
            .joined(separator: "&")
    }

    /// Calls that no guard lets through, and that are recorded all the same.
    private mutating func malformed() -> [Call] {
        let uris = [
            "/v1.43/build?buildargs={\"A\":\"\(secret("a fragment"))\"}#\(secret("behind it"))",
            "/v1.43/build?a=\(secret("a semicolon"));b=\(secret("behind it"))",
            "/v1.43/build?\(secret("a bad escape"))=%zz&\(secret("a name"))",
            "/v1.43/build%3Fbuildargs=\(secret("a query in the path"))",
            "/v1.43//build?a=\(secret("two slashes"))",
            "http://u:\(secret("an absolute target"))@h/v1.43/info",
            "https://u:\(secret("no path"))@h",
            "u:\(secret("no slash"))@h/v1.43/info",
            "/v1.43/https:%2F%2Fu:\(secret("an encoded URL"))@h/x",
        ]
        var calls = uris.map { Call(method: "POST", uri: $0, user: "alice") }
        let bodies = [
            #"{"Env":["A=\#(secret("a broken body"))"]"#,
            #"{"Env":["A=\#(secret("a body with a field twice"))"],"env":["A=b"]}"#,
            #"{"Env":{"A":"\#(secret("an object for a list"))"},"Image":["\#(secret("a list for a text"))"]}"#,
            #"{"Novelty":{"A":["\#(secret("an unknown field"))"]}}"#,
            #"{"HostConfig":null,"LogConfig":{"Config":{"a":"\#(secret("a legacy place"))"}}}"#,
        ]
        calls += bodies.map { Call.create($0, user: "alice") }
        return calls
    }

    // MARK: Bodies

    private mutating func value(_ type: BodyType, _ secrecy: Secrecy, _ place: String) -> Any {
        switch type {
        case .bool: return true
        case .integer, .duration: return 1
        case .float: return 0.5
        case .emptyObject: return [String: String]()
        case .object(let schema):
            var object: [String: Any] = ["Novelty": secret("\(place): a field that no schema has")]
            for field in schema.fields {
                let inner = "\(place).\(field.name)"
                object[field.name] = value(field.type, Secrecy.of(schema.name, field), inner)
            }
            return object
        case .string, .base64, .stringOrList: return text(secrecy, place)
        case .list(let element): return [value(element, secrecy, place)]
        case .map(let element):
            if secrecy == .named { return ["api_token": secret("\(place) by name"), "plain": url(place)] }
            return ["plain": value(element, secrecy == .values ? .whole : secrecy, place)]
        }
    }

    private mutating func text(_ secrecy: Secrecy, _ place: String) -> String {
        switch secrecy {
        case .assignments, .assignment: "NAME=\(secret(place))"
        case .encoded: Data(secret(place).utf8).base64EncodedString()
        case .open: url(place)
        case .whole, .values, .named, .driver: secret(place)
        }
    }

    private func json(_ value: Any) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// What of the secrets stands in a text, in any case or in base64, with where it was put.
    func found(in text: String) -> [String] {
        let text = text.lowercased()
        // The beginning of each, and of its base64.
        let bytes = Data(text.utf8)
        guard ["kanari", "a2fuyxjp"].contains(where: { bytes.range(of: Data($0.utf8)) != nil }) else { return [] }
        return planted.filter { canary in
            text.contains(canary.secret)
                || text.contains(Data(canary.secret.utf8).base64EncodedString().dropLast(4).lowercased())
        }.map(\.place)
    }
}
