import DockerAPI
import Foundation

/// One answer, held against the action that we understood.
struct URICheck {
    let call: APICall
    let answer: EngineAnswer
    let line: EngineLine
    let fixture: Fixture
    let objects: URIObjects

    private var target: String { call.target }
    private var json: JSONValue { answer.json }

    /// Whether the answer is right; nothing where it can't be told.
    func expectation() throws -> Bool? {
        switch call.action {
        case "container.inspect":
            return onContainer { json["Id"]?.text == $0 && (json["SizeRootFs"] != nil) == flag("size") }
        case "container.list": return list()
        case "container.logs":
            guard flag("stdout") || flag("stderr") else { return answer.status == 400 && says("at least one stream") }
            return onContainer { _ in answer.status == 200 }
        case "container.changes":
            return onContainer { _ in answer.status == 200 && (json == .null || !json.elements.isEmpty) }
        case "container.top": return onContainer { answer.status == 200 && json["Titles"] != nil || says($0) }
        case "container.archive_stat": return archive()
        case "container.rename": return try rename()
        case "container.create": return try create()
        case "container.delete": return try delete()
        case "container.resize" where Int(query("h")) == nil || Int(query("w")) == nil: return says("invalid syntax")
        case "container.pause", "container.resize": return onContainer { says($0) }
        case "container.stop": return onContainer { _ in answer.status == 304 || answer.status == 204 }
        case "image.inspect": return onImage { json["RepoTags"] != nil && json["Id"] != nil }
        case "image.history": return onImage { json.elements.first?["CreatedBy"] != nil }
        case "image.tag": return try tag()
        case "image.delete":
            guard answer.status != 200 else { return json.elements.first?["Untagged"]?.text == target }
            return says(target) || says("invalid reference format")
        case "volume.inspect":
            return answer.status == 200 ? json["Name"]?.text == target : says("get \(target): no such volume")
        case "volume.delete":
            guard answer.status == 204 else { return says(target) }
            let left = try line.call("GET", "/volumes/\(objects.name)")
            return target == objects.name && left.status == 404
        case "network.inspect":
            guard answer.status == 200 else { return says("network \(target) not found") }
            return json["Name"]?.text == target || json["Id"]?.text.hasPrefix(target) == true
        case "network.delete": return answer.status == 204 ? false : says(target)
        default: return simple()
        }
    }

    /// Actions that are known by the form of their answer.
    private func simple() -> Bool? {
        switch call.action {
        case "exec.inspect": says("No such exec instance: \(target)")
        case "plugin.inspect": says("plugin \"\(quoted(target))\" not found")
        case "service.inspect", "task.inspect", "node.inspect", "secret.inspect", "config.inspect":
            answer.status == 503 && says("not a swarm manager")
        case "system.ping": answer.status == 200 && (answer.text == "OK" || call.method == "HEAD")
        case "system.version": json["ApiVersion"] != nil
        case "system.info": json["ServerVersion"] != nil
        case "system.options": answer.status == 200 && answer.body.isEmpty
        case "image.list": json.elements.contains { $0["RepoTags"] != nil }
        case "volume.list": json["Volumes"] != nil
        case "network.list": json.elements.contains { $0["Driver"] != nil }
        case "plugin.list": json == .array([])
        case "debug.vars": json["memstats"] != nil || json["cmdline"] != nil
        case "debug.pprof_cmdline": answer.text.contains("dockerd")
        default: nil
        }
    }

    private func says(_ text: String) -> Bool { answer.status >= 300 && answer.message.contains(text) }

    /// Go's `%q` of what is printable.
    private func quoted(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
    }

    /// The value of a parameter of which dockerd wants one.
    private func query(_ name: String) -> String { call.values(of: .query(name)).first ?? "" }

    private func flag(_ name: String) -> Bool {
        let value = query(name).trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        return !["", "0", "no", "false", "none"].contains(value)
    }

    /// The container that dockerd would find: by its ID, its name, the beginning of its ID.
    private var container: String? {
        let name = target.hasPrefix("/") ? String(target.dropFirst()) : target
        switch name {
        case Fixture.container: return fixture.containerID
        case "plain": return fixture.plain["Id"]?.text
        case objects.name: return objects.containerID
        default: return target == fixture.containerID ? target : nil
        }
    }

    private func onContainer(_ check: (_ id: String) -> Bool) -> Bool {
        guard let id = container else { return answer.status == 404 && says("No such container: \(target)") }
        return check(id)
    }

    private func onImage(_ check: () -> Bool) -> Bool {
        let names = [Engine.image, "docker.io/library/\(Engine.image)"]
        // dockerd says `busybox` for `docker.io/library/busybox`.
        let familiar = ["docker.io/", "library/"].reduce(target) { $0.replacingOccurrences(of: $1, with: "") }
        guard names.contains(target) else {
            return answer.status >= 400 && (says(familiar) || says("invalid reference format"))
        }
        return answer.status == 200 && check()
    }

    private func list() -> Bool {
        let names = json.elements.flatMap { $0["Names"]?.texts ?? [] }
        guard answer.status == 200 else { return says("invalid") || says("unmarshal") }
        let filters = query("filters")
        let wanted = (try? JSONValue(parsing: Array(filters.utf8))) ?? .null
        if !filters.isEmpty, wanted == .null || wanted.members.isEmpty && wanted != .object([:]) { return false }
        let filter = wanted["name"]?.texts ?? []
        func isShown(_ name: String) -> Bool { filter.isEmpty || filter.contains { name.contains($0) } }
        // A limit takes stopped ones in.
        return names.contains("/\(Fixture.container)") == isShown(Fixture.container)
            && names.contains("/plain") == (isShown("plain") && flag("all"))
    }

    private func archive() -> Bool {
        let header = answer.headers["x-docker-container-path-stat"].flatMap { Data(base64Encoded: $0) }
        guard let header, let stat = try? JSONValue(parsing: Array(header)) else {
            return query("path").isEmpty ? answer.status == 400 : answer.status == 404
        }
        return container != nil && stat["name"]?.text == query("path").split(separator: "/").last.map(String.init)
    }

    private func rename() throws -> Bool {
        guard answer.status == 204, let id = container, id == objects.containerID else {
            return answer.status >= 400 && answer.status != 403
        }
        let name = try line.need("GET", "/containers/\(id)/json")["Name"]?.text ?? ""
        let wanted = query("name")
        return name == (wanted.hasPrefix("/") ? wanted : "/\(wanted)")
    }

    private func create() throws -> Bool {
        guard answer.status == 201 else { return answer.status >= 400 && answer.status != 403 }
        let id = json["Id"]?.text ?? ""
        let name = try line.need("GET", "/containers/\(id)/json")["Name"]?.text ?? ""
        try line.need("DELETE", "/containers/\(id)")
        return query("name").isEmpty ? target.isEmpty : name == "/\(query("name"))" && target == query("name")
    }

    private func delete() throws -> Bool {
        guard answer.status == 204 else { return onContainer { _ in answer.status >= 400 } }
        guard let id = container, id == objects.containerID else { return false }
        return try line.call("GET", "/containers/\(id)/json").status == 404
    }

    private func tag() throws -> Bool {
        guard answer.status == 201 else { return answer.status >= 400 }
        let tag = query("tag").isEmpty ? "latest" : query("tag")
        let image = try line.call("GET", "/images/\(query("repo")):\(tag)/json")
        _ = try line.call("DELETE", "/images/\(query("repo")):\(tag)")
        return target == Engine.image && image.status == 200
    }
}
