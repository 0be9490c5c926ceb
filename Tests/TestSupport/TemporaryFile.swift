import Foundation

/// A file without a name, gone when it is closed.
public struct TemporaryFile: Sendable {
    public let handle: FileHandle

    public init() throws {
        var template = Array("/tmp/dockreeve-file-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw TestFault("no temporary file: \(String(cString: strerror(errno)))") }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Lets go of it, for a `Process` that used it never does; from some 1300 descriptors on Foundation reads behind the list of
    /// them when it starts the next process, and crashes.
    public func close() { try? handle.close() }

    public func write(_ text: String) throws {
        try handle.write(contentsOf: Data(text.utf8))
        try handle.seek(toOffset: 0)
    }

    /// Everything in it, from its beginning; reading doesn't move the place where a program writes.
    public func text() throws -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = pread(handle.fileDescriptor, &buffer, buffer.count, off_t(text.count))
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }
}
