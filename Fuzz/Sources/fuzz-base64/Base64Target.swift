import FuzzSupport
import StrictJSON

@testable import DockerPlugin

/// The input is base64 text: decoding, checking and encoding it again agree, and what isn't base64 is refused.
@main struct Base64Target: FuzzTarget {
    private var output: [UInt8] = []

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        output.removeAll(keepingCapacity: true)
        output.append(0x55)
        let isValid = Base64.decode(input.span, into: &output)
        let fault = Base64Text.fault(in: input.span)
        require(isValid == (fault == nil), "decoding says \(isValid), checking says \(String(describing: fault))")
        require(output.first == 0x55, "what stood in the output before was changed")
        guard isValid else {
            require(output.count == 1, "something was decoded of a text that was refused")
            require(!Base64Reference.isValid(input), "refused, but it is base64")
            if let fault { require(fault >= 0 && fault <= input.count, "the fault is outside of the text") }
            return
        }
        require(output.count <= 1 + input.count / 4 * 3, "there is more than four bytes of text can hold")
        require(Base64Reference.encode(output.dropFirst()).elementsEqual(input), "encoding gives another text")
    }
}
