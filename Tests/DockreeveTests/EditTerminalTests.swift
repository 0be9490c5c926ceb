import Foundation
import TestSupport
import Testing

/// `dockreeve edit` with a person at a terminal.
@Suite struct EditTerminalTests {
    private let edit: Editing

    init() throws { edit = try Editing() }

    /// The first edit breaks the file, the next one mends it and adds bob.
    private static let brokenThenFine = """
        if [ -e "$F/second" ]; then cp "$P/rules.yaml" "$1"; \(Editing.addsBob)
        else touch "$F/second"; sed -i 's/match:/mach:/' "$1"; fi
        """

    @Test func yesInstalls() async throws {
        let terminal = try await edit.open(Editing.addsBob)
        try await terminal.expect("no calls of the last day")
        try await terminal.expect("install? [y/N/e/d] ")
        #expect(try edit.text() == Editing.rules)
        terminal.type("y\n")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
        #expect(try edit.text() == Editing.withBob)
    }

    @Test(arguments: ["\n", "n\n", "\u{4}"])
    func anythingElseDoesNot(_ answer: String) async throws {
        let terminal = try await edit.open(Editing.addsBob)
        try await terminal.expect("install? [y/N/e/d] ")
        terminal.type("yessir\n")
        try await terminal.expect("y: install it")
        terminal.type(answer)
        #expect(try await terminal.end() == 1, "\(terminal.text)")
        #expect(try edit.text() == Editing.rules && edit.text(".edit/rules.yaml") == Editing.withBob)
    }

    @Test func theDiffIsShown() async throws {
        let terminal = try await edit.open(Editing.addsBob)
        try await terminal.expect("install? [y/N/e/d] ")
        terminal.type("d\n")
        try await terminal.expect("+++ \(edit.policies)/rules.yaml (edited)")
        try await terminal.expect("-groups: { members: [alice] }")
        try await terminal.expect("+groups: { members: [alice, bob] }")
        try await terminal.expect("install? ")
        terminal.type("y\n")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
    }

    @Test func aHostileDiffActsOnNothing() async throws {
        let terminal = try await edit.open("printf '# \\033]0;x\\007\\302\\233\\n' >> \"$1\"")
        try await terminal.expect("what now? ")
        terminal.type("d\n")
        try await terminal.expect("+# \u{FFFD}]0;x\u{FFFD}\u{FFFD}")
        try await terminal.expect("what now? ")
        terminal.type("x\n")
        #expect(try await terminal.end() == 1, "\(terminal.text)")
        #expect(!terminal.text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 || $0.value == 0x9B })
    }

    @Test func errorsAreMendedInTheNextRound() async throws {
        let terminal = try await edit.open(Self.brokenThenFine)
        try await terminal.expect("did you mean `match`?")
        try await terminal.expect("what now? (e)dit again, (d)iff, (x) give up and keep the copy: ")
        // There is no way to install it.
        terminal.type("y\n")
        try await terminal.expect("what now? ")
        terminal.type("e\n")
        try await terminal.expect("install? ")
        terminal.type("yes\n")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
        #expect(try edit.text() == Editing.withBob)
    }

    @Test func givingUpKeepsTheCopyAndTheNextEditOffersIt() async throws {
        let terminal = try await edit.open(Self.brokenThenFine)
        try await terminal.expect("what now? ")
        terminal.type("x\n")
        #expect(try await terminal.end() == 1)
        #expect(terminal.text.contains("kept: \(edit.policies)/.edit/rules.yaml"), "\(terminal.text)")
        #expect(try edit.text() == Editing.rules)

        let next = try await edit.open(#"sed -i 's/mach:/match:/' "$1"; echo '# mended' >> "$1""#)
        try await next.expect("was never installed. Go on with it? [y/n/x] ")
        next.type("y\n")
        try await next.expect("+# mended")
        try await next.expect("install? ")
        next.type("y\n")
        #expect(try await next.end() == 0, "\(next.text)")
        #expect(try edit.text() == Editing.rules + "# mended\n")
    }

    @Test func somebodyElsesChangeIsNotOverwritten() async throws {
        let terminal = try await edit.open(
            #"""
            if [ -e "$F/second" ]; then echo '# ours too' >> "$1"
            else touch "$F/second"; echo '# ours' >> "$1"; echo '# theirs' >> "$P/rules.yaml"; fi
            """#
        )
        try await terminal.expect("install? ")
        terminal.type("y\n")
        try await terminal.expect("changed meanwhile")
        try await terminal.expect("what now? ")
        #expect(try edit.text() == Editing.rules + "# theirs\n")
        terminal.type("e\n")
        // What it would undo is shown without asking.
        try await terminal.expect("-# theirs")
        try await terminal.expect("install? ")
        terminal.type("y\n")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
        #expect(try edit.text() == Editing.rules + "# ours\n# ours too\n")
        #expect(try edit.backups() == [Editing.rules + "# theirs\n"])
    }

    @Test func anotherFileThatChangesMeanwhileIsLookedAt() async throws {
        let terminal = try await edit.open(Editing.addsBob)
        try await terminal.expect("install? ")
        try edit.write("other.yaml", RuleTexts.broken)
        terminal.type("y\n")
        try await terminal.expect("other rule files were changed meanwhile; looking again")
        try await terminal.expect("did you mean `method`?")
        try await terminal.expect("install this file all the same? [y/N/e/d] ")
        terminal.type("\n")
        #expect(try await terminal.end() == 1)
        #expect(try edit.text() == Editing.rules)
    }

    @Test func twoBrokenFilesCanBeMendedOneAfterTheOther() async throws {
        try edit.write("rules.yaml", Editing.rules.replacing("match:", with: "mach:"))
        try edit.write("other.yaml", RuleTexts.broken)
        let mends = #"sed -i 's/mach:/match:/; s/methud/method/' "$1""#
        let unasked = try await edit.run(mends, "rules", "--yes")
        #expect(unasked.status == 1, "\(unasked)")
        let terminal = try await edit.open(mends, "rules")
        try await terminal.expect("Go on with it? ")
        terminal.type("y\n")
        try await terminal.expect("all of that was so before, in other files")
        try await terminal.expect("install this file all the same? [y/N/e/d] ")
        terminal.type("y\n")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
        #expect(try edit.text() == Editing.rules)
        let last = try await edit.run(mends, "other", "--yes")
        #expect(last.status == 0, "\(last)")
    }

    @Test func interruptingTheEditorDoesntEndTheEdit() async throws {
        let terminal = try await edit.open(
            "\(Editing.addsBob)\ntouch \"$F/edits\"\nwhile [ ! -e \"$F/go\" ]; do sleep 0.02; done"
        )
        let isEdited = await eventually { [edit] in edit.folder.exists("edits") }
        #expect(isEdited)
        kill(terminal.identifier, SIGINT)
        kill(terminal.identifier, SIGQUIT)
        usleep(100_000)
        try edit.folder.write("go", "")
        try await terminal.expect("install? ")
        // Now it is the edit's own.
        kill(terminal.identifier, SIGINT)
        #expect(try await terminal.end() == SIGINT)
        #expect(try edit.text() == Editing.rules && edit.text(".edit/rules.yaml") == Editing.withBob)
    }

    @Test func theTerminalIsAsItWasBeforeTheEditor() async throws {
        let terminal = try await edit.open("\(Editing.addsBob)\nstty raw -echo; exit 0")
        try await terminal.expect("install? ")
        // In raw mode this line feed would never come as one.
        terminal.type("y\r")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
    }
}
