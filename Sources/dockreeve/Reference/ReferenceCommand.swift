import ArgumentParser
import Policy

/// `dockreeve reference`: everything that can stand in a rule file.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print every attribute, fact, condition, action, reason code and finding, as Markdown."
    )

    func run() {
        StandardStreams.writeOutput(Reference.markdown)
    }
}
