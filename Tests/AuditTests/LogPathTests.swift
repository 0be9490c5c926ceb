import Foundation
import Glibc
import Testing

@testable import Audit

@Suite("Paths that a log can't have")
struct LogPathTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func refusal(_ path: String) -> AuditError? {
        let error = #expect(throws: AuditError.self) { try AuditLog(path: path) }
        #expect(error?.path == path)
        return error
    }

    @Test("a directory that isn't there is not made, but named")
    func noDirectory() {
        let error = refusal(directory.file("missing/audit.jsonl"))
        #expect(error?.reason == .unopenable && error?.code == ENOENT)
        #expect(error?.description.contains("`\(directory.file("missing"))` must exist") ?? false)
        #expect(!FileManager.default.fileExists(atPath: directory.file("missing")))
    }

    @Test("no path, a path with a NUL")
    func unusable() {
        #expect(refusal("")?.reason == .unopenable)
        #expect(refusal(directory.file("a\u{0}b"))?.reason == .unopenable)
        #expect(!FileManager.default.fileExists(atPath: directory.file("a")))
    }

    @Test("a directory")
    func isDirectory() {
        #expect(refusal(directory.path)?.code == EISDIR)
    }

    @Test("a file in the place of a directory")
    func notDirectory() throws {
        try Data().write(to: URL(fileURLWithPath: directory.file("file")))
        #expect(refusal(directory.file("file/audit.jsonl"))?.code == ENOTDIR)
    }

    @Test("a symbolic link, even to a good log")
    func link() throws {
        try AuditLog(path: directory.file("real")).append(entry())
        try FileManager.default.createSymbolicLink(
            atPath: directory.file(),
            withDestinationPath: directory.file("real")
        )
        let error = refusal(directory.file())
        #expect(error?.code == ELOOP)
        #expect(error?.help?.contains("symbolic link") ?? false)
    }

    @Test("a FIFO, without waiting for its other end")
    func fifo() {
        #expect(mkfifo(directory.file(), 0o600) == 0)
        #expect(refusal(directory.file())?.reason == .unsuitable)
    }

    @Test("a socket")
    func socket() throws {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: directory.file("s").utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        #expect(refusal(directory.file("s"))?.code == ENXIO)
    }

    @Test("devices", arguments: ["/dev/full", "/dev/zero", "/dev/tty"])
    func device(path: String) throws {
        try #require(access(path, F_OK) == 0)
        let reason = refusal(path)?.reason
        #expect(reason == .unsuitable || reason == .unopenable)
    }

    @Test("a file that others may write", arguments: [0o620, 0o602, 0o666])
    func writableByOthers(mode: Int) throws {
        try Data().write(to: URL(fileURLWithPath: directory.file()))
        #expect(chmod(directory.file(), mode_t(mode)) == 0)
        let error = refusal(directory.file())
        #expect(error?.reason == .unsuitable)
        #expect(error?.message.contains("0\(String(mode, radix: 8))") ?? false)
    }

    @Test("a file that others may read is the site's business")
    func readable() throws {
        try Data().write(to: URL(fileURLWithPath: directory.file()))
        #expect(chmod(directory.file(), 0o644) == 0)
        #expect(throws: Never.self) { try AuditLog(path: directory.file()) }
    }

    @Test("a directory that everybody may write to, unless it is sticky")
    func openDirectory() throws {
        #expect(chmod(directory.path, 0o777) == 0)
        #expect(refusal(directory.file())?.message.contains("0777") ?? false)
        #expect(chmod(directory.path, 0o1777) == 0)
        #expect(throws: Never.self) { try AuditLog(path: directory.file()) }
    }

    @Test("a file of another user", .enabled(if: geteuid() == 0, "needs root: files can't be given away here"))
    func otherOwner() throws {
        try Data().write(to: URL(fileURLWithPath: directory.file()))
        #expect(chown(directory.file(), 4711, 4711) == 0)
        #expect(chmod(directory.file(), 0o600) == 0)
        let error = refusal(directory.file())
        #expect(error?.reason == .unsuitable)
        #expect(error?.message.contains("4711") ?? false)
    }

    @Test("/dev/null takes records and numbers them")
    func null() throws {
        let log = try AuditLog(path: "/dev/null")
        #expect(try log.append(entry()) == 1)
        try log.reopen()
        #expect(try log.append(entry()) == 2)
        // It isn't ours alone.
        #expect(try AuditLog(path: "/dev/null").append(entry()) == 1)
    }

    @Test("a relative path is taken from the working directory")
    func relative() throws {
        let name = "audit-\(UUID().uuidString).jsonl"
        defer { unlink(name) }
        try AuditLog(path: name).append(entry())
        #expect(try readRecords(FileManager.default.currentDirectoryPath + "/" + name).count == 1)
    }
}
