import CLibFuzzer
import Glibc

/// One program that libFuzzer feeds: `@main struct X: FuzzTarget`.
///
/// There is one value for the whole run: that buffers are used again from input to input is part of what is tested.
public protocol FuzzTarget {
    init()

    /// Looks at one input; ends the process through ``require(_:_:file:line:)`` when something isn't as it should be.
    ///
    /// - Parameter input: Ends where libFuzzer's memory ends, so that reading one byte too many is seen.
    mutating func check(_ input: UnsafeBufferPointer<UInt8>)
}

extension FuzzTarget {
    public static func main() {
        var target = Self()
        Runner.check = { target.check($0) }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        let status = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
            Runner.check(UnsafeBufferPointer(start: data, count: size))
            return 0
        }
        exit(status)
    }
}

private enum Runner {
    /// Set once before libFuzzer starts, called on its one thread.
    nonisolated(unsafe) static var check: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
}
