import Foundation
import TestSupport

/// A program that believes that a person sits there.
///
/// Every wait has an end, so that no test hangs.
final class Pseudoterminal: Sendable {
    private let master: Int32
    private let process: Process
    private let seen = Seen()

    private final class Seen: @unchecked Sendable {
        private let lock = NSLock()
        private var bytes: [UInt8] = []
        /// Up to here it was waited for already.
        private var mark = 0

        func append(_ more: ArraySlice<UInt8>) { lock.withLock { bytes += more } }
        var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }

        func take(_ wanted: String) -> Bool {
            lock.withLock {
                guard let range = bytes[mark...].firstRange(of: Array(wanted.utf8)) else { return false }
                mark = range.upperBound
                return true
            }
        }
    }

    static func start(_ arguments: [String], environment: [String: String]) async throws -> Pseudoterminal {
        try await onOwnThread { try Pseudoterminal(arguments, environment) }
    }

    private init(_ arguments: [String], _ environment: [String: String]) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // What unlockpt(3) and ptsname(3) do.
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw TestFault("no pseudoterminal: \(String(cString: strerror(errno)))")
        }
        let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw TestFault("no pseudoterminal: \(String(cString: strerror(errno)))") }
        let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
        process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = handle
        try process.launchHearingSignals()
        try handle.close()
        Thread.detachNewThread { [master, seen] in
            var buffer = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = read(master, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                seen.append(buffer[..<count])
            }
        }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        // The thread that reads ends with the last of the program's own descriptors.
        let master = master
        let process = process
        Thread.detachNewThread {
            process.waitUntilExit()
            usleep(100_000)
            close(master)
        }
    }

    var identifier: Int32 { process.processIdentifier }
    var text: String { seen.text }

    /// Waits until a text is shown, after the one that was waited for before.
    func expect(_ wanted: String) async throws {
        let isThere = await eventually { [seen, process] in
            seen.take(wanted) || (!process.isRunning && !seen.text.contains(wanted))
        }
        guard isThere, seen.text.contains(wanted) else { throw TestFault("there is no `\(wanted)` in:\n\(text)") }
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Waits for the end.
    ///
    /// - Returns: The exit status, or the number of the signal that ended it.
    func end() async throws -> Int32 {
        guard await eventually({ [process] in !process.isRunning }) else {
            throw TestFault("it did not end:\n\(text)")
        }
        return process.terminationStatus
    }
}
