import NIOCore
import StrictJSON

extension AuthorizationEnvelope {
    /// Lends a string field's value: the bytes of the call where it has no escapes, the caller's buffer where it has.
    func with<Result>(
        _ field: FieldRange,
        _ scratch: inout [UInt8],
        _ body: (Span<UInt8>) throws -> Result
    ) rethrows -> Result {
        let span = bytes.readableBytesUInt8Span
        guard field.hasEscape else { return try body(span.extracting(field.range)) }
        scratch.removeAll(keepingCapacity: true)
        JSONString.decode(span, field.range, into: &scratch)
        return try body(scratch.span)
    }

    func text(_ field: FieldRange) -> String {
        var scratch: [UInt8] = []
        return with(field, &scratch) { span in
            span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
    }

    func forEachHeader(
        _ field: FieldRange,
        _ scratch: inout [UInt8],
        _ visit: (_ name: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
    ) rethrows {
        let span = bytes.readableBytesUInt8Span
        var walk = StringWalk(field.range)
        while let name = walk.next(span), let value = walk.next(span) {
            guard name.hasEscape || value.hasEscape else {
                try visit(span.extracting(name.range), span.extracting(value.range))
                continue
            }
            scratch.removeAll(keepingCapacity: true)
            JSONString.decode(span, name.range, into: &scratch)
            let nameCount = scratch.count
            JSONString.decode(span, value.range, into: &scratch)
            let decoded = scratch.span
            try visit(decoded.extracting(0..<nameCount), decoded.extracting(nameCount..<decoded.count))
        }
    }

    func headers(_ field: FieldRange) -> [(name: String, value: String)] {
        var list: [(name: String, value: String)] = []
        var scratch: [UInt8] = []
        forEachHeader(field, &scratch) { name, value in
            let name = name.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            list.append((name, value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }))
        }
        return list
    }

    func forEachCertificate(_ scratch: inout [UInt8], _ visit: (Span<UInt8>) throws -> Void) rethrows {
        let span = bytes.readableBytesUInt8Span
        var walk = StringWalk(peerCertificates.range)
        while let step = walk.next(span) {
            scratch.removeAll(keepingCapacity: true)
            if step.hasEscape {
                var text: [UInt8] = []
                JSONString.decode(span, step.range, into: &text)
                guard Base64.decode(text.span, into: &scratch) else { continue }
            } else {
                guard Base64.decode(span.extracting(step.range), into: &scratch) else { continue }
            }
            try visit(scratch.span)
        }
    }
}
