import Foundation
import TestSupport
import Testing

/// `dockreeve edit` when something around it goes wrong: nothing is installed, and nobody's work is lost.
@Suite struct EditTroubleTests {
    private let edit: Editing

    init() throws { edit = try Editing() }

    @Test func aDirectoryThatVanishes() async throws {
        let result = try await edit.run("\(Editing.addsBob)\ncp \"$1\" \"$F/saved\"; mv \"$P\" \"$P.gone\"", "--yes")
        #expect(result.status != 0, "\(result)")
        #expect(try edit.folder.text(of: "policies.gone/rules.yaml") == Editing.rules)
        #expect(try edit.folder.text(of: "saved") == Editing.withBob)
        let kept = try #require(result.errors.firstMatch(of: /kept: (\S+)/)?.1)
        #expect(kept.hasPrefix(edit.folder.path("dockreeve-edit-")), "\(result)")
        #expect(try String(contentsOfFile: String(kept), encoding: .utf8) == Editing.withBob)
        let missing = try await edit.run("true", "rules")
        #expect(missing.status == 2 && missing.errors.contains(edit.policies), "\(missing)")
    }

    @Test func aDirectoryThatIsRemovedWhileItIsAsked() async throws {
        let terminal = try await edit.open(Editing.addsBob)
        try await terminal.expect("install? ")
        try FileManager.default.removeItem(atPath: edit.policies)
        // Another one in its place is not the one that was checked.
        try edit.folder.makeFolder("policies")
        terminal.type("y\n")
        try await terminal.expect("is gone, or another one now")
        try await terminal.expect("what now? ")
        terminal.type("x\n")
        #expect(try await terminal.end() == 1)
        try await terminal.expect("kept: \(edit.folder.path("dockreeve-edit-"))")
        #expect(try edit.names().isEmpty)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root: a tmpfs can't be mounted here"))
    func aDiskThatIsFullFromTheStart() async throws {
        let disk = try SmallDisk(kibibytes: 64)
        let edit = try Editing(disk.path)
        try disk.fill()
        let result = try await edit.run(Editing.addsBob, "--yes")
        #expect(result.status == 2 && result.errors.contains("no space left"), "\(result)")
        #expect(try edit.text() == Editing.rules && !edit.exists(".edit/rules.yaml"))
        try disk.empty()
        let again = try await edit.run(Editing.addsBob, "--yes")
        #expect(again.status == 0, "\(again)")
        #expect(try edit.text() == Editing.withBob)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root: a tmpfs can't be mounted here"))
    func aDiskThatFillsDuringTheEdit() async throws {
        let disk = try SmallDisk(kibibytes: 64)
        let edit = try Editing(disk.path)
        let fills = "\(Editing.addsBob)\ncat /dev/zero > \"$P/filling\" 2>/dev/null; true"
        let result = try await edit.run(fills, "--yes")
        #expect(result.status == 2 && result.errors.contains("no space left"), "\(result)")
        #expect(try edit.text() == Editing.rules && edit.text(".edit/rules.yaml") == Editing.withBob)
        #expect(try edit.names().filter { $0.contains("new-") }.isEmpty)
        unlink("\(disk.path)/filling")
        // Somebody at a terminal can make room and try again.
        let terminal = try await edit.open(fills)
        try await terminal.expect("Go on with it? ")
        terminal.type("n\n")
        try await terminal.expect("install? ")
        terminal.type("y\n")
        try await terminal.expect("no space left")
        try await terminal.expect("what now? ")
        unlink("\(disk.path)/filling")
        terminal.type("r\n")
        try await terminal.expect("install? ")
        terminal.type("y\n")
        #expect(try await terminal.end() == 0, "\(terminal.text)")
        #expect(try edit.text() == Editing.withBob)
    }

    @Test func somebodyElsesChangeWithoutATerminal() async throws {
        let result = try await edit.run("\(Editing.addsBob)\necho '# theirs' >> \"$P/rules.yaml\"", "--yes")
        #expect(result.status == 1 && result.errors.contains("changed meanwhile"), "\(result)")
        #expect(try edit.text() == Editing.rules + "# theirs\n" && edit.text(".edit/rules.yaml") == Editing.withBob)
        let removed = try await edit.run("\(Editing.addsBob)\nrm \"$P/rules.yaml\"", "rules", "--yes")
        #expect(removed.status == 1 && removed.errors.contains("removed meanwhile"), "\(removed)")
        #expect(!edit.exists("rules.yaml"))
    }

    @Test func aKilledEditLeavesTheCopyAndNoLock() async throws {
        let waits = "touch \"$F/edits\"\nwhile [ ! -e \"$F/go\" ]; do sleep 0.02; done"
        let terminal = try await edit.open("\(Editing.addsBob)\n\(waits)")
        let isEdited = await eventually { [edit] in edit.folder.exists("edits") }
        #expect(isEdited)
        kill(terminal.identifier, SIGKILL)
        // The editor holds what tells of the end, so it has to go as well.
        try edit.folder.write("go", "")
        #expect(try await terminal.end() == SIGKILL)
        #expect(try edit.text() == Editing.rules)
        let next = try await edit.open("true")
        try await next.expect("Go on with it? [y/n/x] ")
        next.type("x\n")
        #expect(try await next.end() == 1)
        #expect(try edit.text(".edit/rules.yaml") == Editing.withBob)
    }

    @Test(arguments: [
        "rm \"$1\"", "rm \"$1\"; mkdir \"$1\"", "rm \"$1\"; ln -s /etc/passwd \"$1\"", "rm \"$1\"; mkfifo \"$1\"",
    ])
    func aCopyThatIsNoFileAnyMore(_ editor: String) async throws {
        let result = try await edit.run(editor, "--yes")
        #expect(result.status == 2 && !result.wasKilled, "\(result)")
        #expect(try edit.text() == Editing.rules)
    }

    @Test(arguments: [
        ": > \"$1\"", "head -c 9000000 /dev/zero | tr '\\0' a > \"$1\"", "head -c 100000 /dev/urandom > \"$1\"",
        "printf 'a: &a [*a]\\n' > \"$1\"",
    ])
    func whatIsNoRuleFile(_ editor: String) async throws {
        let result = try await edit.run(editor, "--yes")
        #expect(result.status == 1 && result.output.contains("rules.yaml"), "\(result.errors)")
        #expect(try edit.text() == Editing.rules)
    }

    @Test func hostileNamesOfFilesThatAreThere() async throws {
        let names = [
            "a b'\";$(touch pwned)`touch pwned`.yaml", "\u{1B}[31m\u{202E}.yaml", "two\nlines.yaml", "-rf.yaml",
        ]
        for name in names {
            try edit.write(name, RuleTexts.fine.replacing("see", with: "see.\(name.utf8.count)"))
            let result = try await edit.run(#"echo '# edited' >> "$1""#, "--yes", "--", name)
            #expect(result.status == 0, "\(result)")
            #expect(try edit.text(name).hasSuffix("# edited\n"))
            #expect(!(result.output + result.errors).unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        }
        #expect(
            !FileManager.default.fileExists(atPath: "pwned") && !edit.exists("pwned") && !edit.folder.exists("pwned")
        )
    }

    @Test(arguments: [
        ".hidden", ".hidden.yaml", "", ".yaml", "sub/", "..", "x\u{1B}[31m", "x\u{202E}y", "x\ny",
        String(repeating: "n", count: 201),
    ])
    func namesThatNoNewFileGets(_ name: String) async throws {
        let result = try await edit.run(#"echo > "$F/ran""#, "--yes", "--", name)
        #expect(result.status == 2, "\(result)")
        #expect(!edit.folder.exists("ran") && !result.errors.contains("\u{1B}"))
        #expect(try edit.names() == ["rules.yaml"])
    }

    @Test func aPathOutsideTheDirectoryThatWasNamed() async throws {
        let other = try edit.folder.write("other/rules.yaml", Editing.rules)
        let result = try await edit.run(Editing.addsBob, other, "--yes")
        #expect(result.status == 2 && result.errors.contains("is not in `\(edit.policies)`"), "\(result)")
        #expect(try edit.folder.text(of: "other/rules.yaml") == Editing.rules)
    }

    @Test func placesThatOthersCouldHavePrepared() async throws {
        let elsewhere = try edit.folder.makeFolder("elsewhere")
        #expect(symlink(elsewhere, "\(edit.policies)/.edit") == 0)
        let link = try await edit.run(Editing.addsBob, "--yes")
        #expect(link.status == 2, "\(link)")
        unlink("\(edit.policies)/.edit")
        #expect(mkdir("\(edit.policies)/.edit", 0o755) == 0)
        let open = try await edit.run(Editing.addsBob, "--yes")
        #expect(open.status == 2 && open.errors.contains("others can get into it"), "\(open)")
        chmod("\(edit.policies)/.edit", 0o700)
        // Through a link somebody else's file would be overwritten.
        let victim = try edit.folder.write("victim", "mine")
        #expect(symlink(victim, "\(edit.policies)/.edit/rules.yaml") == 0)
        let copy = try await edit.run(Editing.addsBob, "--yes")
        #expect(copy.status == 2, "\(copy)")
        unlink("\(edit.policies)/.edit/rules.yaml")
        unlink("\(edit.policies)/.edit/lock")
        #expect(symlink(victim, "\(edit.policies)/.edit/lock") == 0)
        let lock = try await edit.run(Editing.addsBob, "--yes")
        #expect(lock.status == 2, "\(lock)")
        #expect(try edit.folder.text(of: "victim") == "mine" && edit.text() == Editing.rules)
    }

    @Test func aDirectoryThatOthersCanWriteIsRefusedAsThePluginDoes() async throws {
        chmod(edit.policies, 0o777)
        let result = try await edit.run(Editing.addsBob, "--yes")
        #expect(result.status == 1 && result.output.contains("chmod"), "\(result)")
        #expect(try edit.text() == Editing.rules)
    }
}
