import Glibc

/// The kernel's word on changes in directories (`inotify(7)`).
struct DirectoryEvents: ~Copyable {
    struct Event: Equatable {
        /// Of the watch; -1 where events were lost.
        let watch: Int32
        let mask: UInt32
        /// The entry of the directory; empty where the directory itself is meant.
        let name: [UInt8]

        func has(_ bits: Int...) -> Bool { bits.contains { mask & UInt32(truncatingIfNeeded: $0) != 0 } }
    }

    let descriptor: Int32

    /// - Returns: Nothing when the system has no more of them to give (`max_user_instances`).
    init?() {
        let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Watches a directory; one that is watched already keeps its number, and what was watched for in it.
    ///
    /// - Parameter contents: Whether what is written to its files matters, and not only what they are called. An event for
    ///   every record of a log that happens to lie there costs each call a change of threads.
    /// - Returns: The watch, or nothing when the system refuses; `errno` says why.
    func watch(_ path: [UInt8], contents: Bool) -> Int32? {
        let terminated = path.map { CChar(bitPattern: $0) } + [0]
        let names = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
        let mask =
            UInt32(bitPattern: contents ? names | IN_MODIFY | IN_CLOSE_WRITE : names)
            | UInt32(IN_ONLYDIR) | UInt32(IN_MASK_ADD)
        let watch = inotify_add_watch(descriptor, terminated, mask)
        return watch >= 0 ? watch : nil
    }

    func forget(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

    /// Takes everything that waits.
    func read() -> [Event] {
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return events }
            Self.parse(buffer[..<count], into: &events)
        }
    }

    /// Takes apart what read(2) gave: a fixed part of 16 bytes, then a name that is filled up with NULs.
    static func parse(_ bytes: ArraySlice<UInt8>, into events: inout [Event]) {
        var rest = bytes
        while rest.count >= 16 {
            let (watch, mask, length) = rest.withUnsafeBytes {
                (
                    $0.loadUnaligned(as: Int32.self), $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                    $0.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
                )
            }
            rest = rest.dropFirst(16)
            guard let length = Int(exactly: length), length <= rest.count else { return }
            events.append(Event(watch: watch, mask: mask, name: Array(rest.prefix(length).prefix { $0 != 0 })))
            rest = rest.dropFirst(length)
        }
    }
}
