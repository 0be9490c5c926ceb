import Foundation
import TestSupport

/// A folder that is gone after the test; nobody else can write to what is in it.
final class TemporaryFolder: Sendable {
    let path: String

    /// The names are short: a socket's path has at most 107 bytes.
    init() throws {
        var template = Array("/tmp/dockreeve-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TestFault("no temporary folder: \(String(cString: strerror(errno)))")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// - Returns: The file's path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path(name)
        try makeFolder((name as NSString).deletingLastPathComponent)
        try Data(bytes).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        return file
    }

    @discardableResult
    func makeFolder(_ name: String) throws -> String {
        let folder = path(name)
        let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
        if !name.isEmpty {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: mode
            )
            try FileManager.default.setAttributes(mode, ofItemAtPath: folder)
        }
        return folder
    }

    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder))
    }

    func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
    }
}
