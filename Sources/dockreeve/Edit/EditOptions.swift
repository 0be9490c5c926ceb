/// What an edit is told beside the file.
struct EditOptions {
    /// Logs to run through the changed policy; without any, the standard one and its older parts.
    var logs: [String] = []
    var standardLog = ""
    var replays = true
    /// Whether a change without errors is installed without a question.
    var installsUnasked = false
}
