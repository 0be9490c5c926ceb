import Glibc

/// Ends the process, and with it the run, when something that must always be so is not.
@inline(__always)
public func require(
    _ condition: Bool,
    _ message: @autoclosure () -> String,
    file: StaticString = #fileID,
    line: UInt = #line
) {
    if !condition { fail(message(), file: file, line: line) }
}

/// Ends the process; libFuzzer keeps the input.
public func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    let text = Array("\nNOT AS IT SHOULD BE, \(file):\(line): \(message)\n".utf8)
    _ = text.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    abort()
}
