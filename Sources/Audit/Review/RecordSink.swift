/// Takes the records that fit a filter, without each of them being taken apart whole.
protocol RecordSink {
    /// Whether each record's time is asked for, and a clock that goes back is to be told.
    var asksForTime: Bool { get }

    /// - Parameters:
    ///   - bytes: The record, in which the fields have their places.
    ///   - time: When it was written, if that is asked for and can be read.
    ///   - line: Its number in the file, from 1.
    /// - Returns: Why it can't be counted; nothing where it was.
    mutating func add(
        _ fields: RecordFields,
        _ bytes: Span<UInt8>,
        _ time: Timestamp?,
        line: Int,
        _ scratch: inout FilterScratch
    ) -> String?
}
