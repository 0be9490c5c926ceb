import Glibc

/// A system call on a file that failed.
public struct FileFault: Error, Sendable, Equatable {
    public let call: String
    public let path: String
    public let errno: Int32

    init(_ call: String, _ path: String, _ code: Int32 = Glibc.errno) {
        self.call = call
        self.path = path
        errno = code
    }

    public var reason: String { String(cString: strerror(errno)) }
}

extension FileFault: CustomStringConvertible {
    public var description: String { "can't \(call) `\(path)`: \(reason)" }
}
