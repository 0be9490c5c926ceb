import Glibc

/// A file without a name, for what takes a path.
public struct ScratchFile {
    private let descriptor: Int32
    /// Leads to the file as long as this process lives.
    public let path: String

    public init() {
        var name = Array("/dev/shm/dockreeve-fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        require(descriptor >= 0, "no file can be made in /dev/shm: error \(errno)")
        unlink(name)
        path = "/proc/self/fd/\(descriptor)"
    }

    public func replace(with bytes: [UInt8]) {
        require(ftruncate(descriptor, 0) == 0, "the file can't be emptied: error \(errno)")
        let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        require(count == bytes.count, "the file can't be written: error \(errno)")
    }
}
