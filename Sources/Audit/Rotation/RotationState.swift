/// What a log remembers of its rotation.
struct RotationState: Sendable {
    /// Whether the file is long enough and somebody was told; it isn't told again for each record.
    var isRequested = false
    var count = 0
    var last: String?
    var retired = 0
    var error: String?
    /// When the file that was found at the start was written to last.
    var lastWritten: Timestamp?
    var clock = ClockTrust()
}
