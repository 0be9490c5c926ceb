import Foundation

/// Takes fixtures apart into inputs for each target; equal inputs are written once.
struct SeedWriter {
    private let directory: URL
    private(set) var count = 0
    private var seen: Set<Data> = []

    /// Bytes. Large inputs cost much time and say little that small ones don't.
    private static let longest = 4 << 10

    init(directory: URL) { self.directory = directory }

    /// One line of the recorded traffic, `{"endpoint":…,"call":…}`.
    mutating func write(recorded line: Data) throws {
        guard let recorded = try JSONSerialization.jsonObject(with: line) as? [String: Any],
            let call = recorded["call"] as? [String: Any]
        else { return }
        try write(try JSONSerialization.data(withJSONObject: call, options: .sortedKeys), for: "envelope")
        var extra: [(String, String)] = []
        if let status = call["ResponseStatusCode"] as? Int { extra.append(("@status", "\(status)")) }
        try writeCall(
            method: call["RequestMethod"] as? String ?? "",
            uri: call["RequestUri"] as? String ?? "",
            headers: call["RequestHeaders"] as? [String: String] ?? [:],
            extra: extra,
            body: (call["RequestBody"] as? String).flatMap { Data(base64Encoded: $0) }
        )
        for name in ["RequestBody", "ResponseBody"] {
            guard let text = call[name] as? String else { continue }
            try write(Data(text.utf8), for: "base64")
            if let bytes = Data(base64Encoded: text) { try write(bytes, for: "json") }
        }
    }

    /// One line of the collected attacks.
    mutating func write(attack line: Data) throws {
        guard let attack = try JSONSerialization.jsonObject(with: line) as? [String: Any] else { return }
        let text = attack["body"] as? String
        let body = (attack["body_b64"] as? String).flatMap { Data(base64Encoded: $0) } ?? text.map { Data($0.utf8) }
        try writeCall(
            method: attack["method"] as? String ?? "",
            uri: attack["uri"] as? String ?? "",
            headers: attack["headers"] as? [String: String] ?? [:],
            extra: [("@user", attack["user"] as? String ?? "")],
            body: attack["body_visible"] as? Bool == true ? body : nil
        )
        guard let body else { return }
        try write(body, for: "json")
        try write(body.base64EncodedData(), for: "base64")
    }

    /// All rule files below a folder, and those that its documents show.
    mutating func writeRules(below folder: URL) throws {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard ["yaml", "yml", "md"].contains(file.pathExtension) else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            if file.pathExtension != "md" { try write(Data(text.utf8), for: "policy") }
            for block in text.components(separatedBy: "```yaml\n").dropFirst() {
                try write(Data((block.components(separatedBy: "```").first ?? "").utf8), for: "policy")
            }
        }
    }

    mutating func write(_ bytes: Data, for target: String) throws {
        guard bytes.count <= Self.longest, seen.insert(Data(target.utf8) + bytes).inserted else { return }
        let folder = directory.appending(path: target)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        count += 1
        try bytes.write(to: folder.appending(path: "\(count)"))
    }

    private mutating func writeCall(
        method: String,
        uri: String,
        headers: [String: String],
        extra: [(String, String)],
        body: Data?
    ) throws {
        try write(Data(uri.utf8), for: "uri")
        var call = Data("\(method) \(uri)\n".utf8)
        for (name, value) in extra { call += Data("\(name) \(value)\n".utf8) }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { call += Data("\(name): \(value)\n".utf8) }
        if let body { call += Data("\n".utf8) + body }
        try write(call, for: "call")
        if call.count <= Self.longest / 2 { try write(call, for: "decision") }
    }
}
