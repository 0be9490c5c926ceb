/// What a log remembers of its rotation.
struct RotationState: Sendable {
    /// Whether the file is long enough and somebody was told; it isn't told again for each record.
    var isRequested = false
    var count = 0
    var last: String?
    var retired = 0
    /// Why the file couldn't be set aside, and why one that was couldn't be compressed or removed.
    var error: String?
    var packingError: String?
    /// When the file that was found at the start was written to last.
    var lastWritten: Timestamp?
    var clock = ClockTrust()
}
