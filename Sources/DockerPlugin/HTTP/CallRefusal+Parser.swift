import NIOCore
import NIOHTTP1

extension CallRefusal {
    /// What an error of the HTTP parser means for the peer; nothing for errors of other kinds.
    init?(parserError error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow, is ByteToMessageDecoderError.PayloadTooLargeError: self = .headTooLarge
        case HTTPParserError.invalidVersion: self = .badVersion
        case HTTPParserError.invalidEOFState: self = .brokenOff
        case is HTTPParserError: self = .notHTTP
        default: return nil
        }
    }
}
