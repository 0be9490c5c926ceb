import Foundation
import TestSupport

/// Compressed texts.
enum Packed {
    static func gzip(_ text: String) async throws -> [UInt8] {
        try await onOwnThread {
            let process = Process()
            let (input, output) = (try TemporaryFile(), try TemporaryFile())
            defer {
                input.close()
                output.close()
            }
            try input.write(text)
            process.executableURL = URL(filePath: "/bin/gzip")
            process.arguments = ["-c"]
            process.standardInput = input.handle
            process.standardOutput = output.handle
            try process.run()
            process.waitUntilExit()
            try output.handle.seek(toOffset: 0)
            return Array(try output.handle.readToEnd() ?? Data())
        }
    }
}
