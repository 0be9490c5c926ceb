import Policy
import StrictJSON

/// The last good policy as it is written into the state directory: its files, and the digest that they must have.
struct LastGoodFile: Equatable {
    struct Entry: Equatable {
        /// Without directory.
        let name: String
        let text: String
    }

    /// Of the policy, as in every audit record.
    let sha256: String
    /// The policy directory that the files come from.
    let directory: String
    /// When it was kept, as RFC 3339 has it.
    let time: String
    let files: [Entry]

    /// Of the form of this file; another one is not read.
    static let version = 1
    /// Bytes. Texts grow by their escapes.
    static let sizeLimit = 160 << 20

    /// The policy's files, named as they were in their directory.
    var ruleFiles: [RuleFile] {
        let folder = directory.hasSuffix("/") ? directory : directory + "/"
        return files.map { RuleFile(name: folder + $0.name, text: $0.text) }
    }

    var json: [UInt8] {
        var json = JSONWriter(reserving: 4096 + files.reduce(0) { $0 + $1.text.utf8.count })
        json.beginObject()
        json.name("version")
        json.integer(Self.version)
        json.name("sha256")
        json.string(sha256)
        json.name("directory")
        json.string(directory)
        json.name("time")
        json.string(time)
        json.name("files")
        json.beginArray()
        for file in files {
            json.beginObject()
            json.name("name")
            json.string(file.name)
            json.name("text")
            json.string(file.text)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endLine()
        return json.bytes
    }

    /// Reads what ``json`` wrote. Whatever else the bytes are: nothing.
    init?(json bytes: [UInt8]) {
        var tokens = JSONTokens()
        guard tokens.scan(bytes.span, maximumDepth: 8) == nil else { return nil }
        let reader = JSONMembers(bytes, tokens.tokens)
        guard let root = reader.members(of: 0), root.count == 5, let version = root["version"],
            reader.isInteger(version, Self.version),
            let sha256 = root["sha256"].flatMap(reader.string),
            let directory = root["directory"].flatMap(reader.string),
            let time = root["time"].flatMap(reader.string), let list = root["files"].flatMap(reader.elements)
        else { return nil }
        var files: [Entry] = []
        for element in list {
            guard let members = reader.members(of: element), members.count == 2,
                let name = members["name"].flatMap(reader.string), let text = members["text"].flatMap(reader.string),
                !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0)
            else { return nil }
            files.append(Entry(name: name, text: text))
        }
        self.init(sha256: sha256, directory: directory, time: time, files: files)
    }

    init(sha256: String, directory: String, time: String, files: [Entry]) {
        self.sha256 = sha256
        self.directory = directory
        self.time = time
        self.files = files
    }
}
