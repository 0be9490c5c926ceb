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

    /// Lets go of it, for a `Process` that used it never does; from some 1300 descriptors on Foundation reads behind the list of
    /// them when it starts the next process, and crashes.
    func close() { try? handle.close() }

    /// Everything in it, from its beginning.
    func text() throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
