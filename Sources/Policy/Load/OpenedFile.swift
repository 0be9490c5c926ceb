/// A file or directory that a ``PathWalk`` has come to, with what is known of the opened one.
final class OpenedFile {
    /// Open for reading; of what is neither file nor directory only the place is open.
    let descriptor: FileDescriptor
    let status: FileStatus
    /// Where it is, all links resolved.
    let path: [UInt8]

    init(descriptor: consuming FileDescriptor, status: FileStatus, path: [UInt8]) {
        self.descriptor = descriptor
        self.status = status
        self.path = path
    }
}
