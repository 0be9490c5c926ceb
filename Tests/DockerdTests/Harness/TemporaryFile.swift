import Foundation

/// A file without a name, gone when it is closed.
struct TemporaryFile {
    let handle: FileHandle

    init() throws {
        var template = Array("/tmp/dockreeve-file-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw HarnessFault("no temporary file: \(String(cString: strerror(errno)))") }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Everything in it, from its beginning.
    func text() throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
