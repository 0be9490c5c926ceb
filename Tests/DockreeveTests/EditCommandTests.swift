import Foundation
import TestSupport
import Testing

/// `dockreeve edit` on real files with real editors, nobody at a terminal.
@Suite struct EditCommandTests {
    private let edit: Editing

    init() throws { edit = try Editing() }

    @Test func nothingChanged() async throws {
        let result = try await edit.run("true")
        #expect(result.status == 0 && result.output.contains("rules.yaml: unchanged"), "\(result)")
        #expect(try edit.text() == Editing.rules)
        #expect(!edit.exists(".edit/rules.yaml") && !edit.exists(".edit/backup"))
    }

    @Test func theEditorGetsACopyOfTheSameName() async throws {
        let result = try await edit.run(#"echo "$#:$1"; cmp "$1" "$P/rules.yaml""#, "rules")
        #expect(result.status == 0 && result.output.contains("1:\(edit.policies)/.edit/rules.yaml\n"), "\(result)")
    }

    @Test func aFineChangeIsInstalledAsItsOwnersFile() async throws {
        let file = "\(edit.policies)/rules.yaml"
        #expect(chmod(file, 0o640) == 0)
        let group: gid_t = getuid() == 0 ? 12 : getgid()
        #expect(chown(file, getuid(), group) == 0)
        let result = try await edit.run(Editing.addsBob, "--yes")
        #expect(result.status == 0 && result.output.contains("fine: 1 rule in 1 file, 1 test passed"), "\(result)")
        #expect(result.output.contains("installed `\(file)`"), "\(result)")
        #expect(try edit.text() == Editing.withBob)
        var status = stat()
        #expect(stat(file, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o640 && status.st_gid == group)
        #expect(try edit.backups() == [Editing.rules])
        #expect(try edit.names() == [".edit", "rules.yaml"] && edit.names(".edit") == ["backup", "lock"])
        for (name, mode) in [(".edit", 0o700), (".edit/backup", 0o700), (".edit/lock", 0o600)] as [(String, mode_t)] {
            #expect(stat("\(edit.policies)/\(name)", &status) == 0 && status.st_mode & 0o777 == mode, "\(name)")
        }
    }

    @Test func whatHasErrorsIsNeverInstalled() async throws {
        let result = try await edit.run(#"sed -i 's/match:/mach:/' "$1""#, "--yes")
        #expect(result.status == 1, "\(result)")
        // The real file's name, not the copy's.
        #expect(result.output.contains("\(edit.policies)/rules.yaml:4:66: error: "), "\(result)")
        #expect(result.output.contains("did you mean `match`?") && !result.output.contains(".edit"), "\(result)")
        #expect(result.errors.contains("kept: \(edit.policies)/.edit/rules.yaml"), "\(result)")
        #expect(try edit.text() == Editing.rules && edit.text(".edit/rules.yaml").contains("mach:"))
    }

    @Test func whatFailsItsOwnTestsIsNeverInstalled() async throws {
        let result = try await edit.run(#"sed -i 's/\[alice\]/[bob]/' "$1""#, "--yes")
        #expect(result.status == 1, "\(result)")
        #expect(
            result.output.contains("rules.yaml:6:") && result.output.contains("own test `alice lists`"),
            "\(result)"
        )
        #expect(try edit.text() == Editing.rules)
    }

    @Test func theWholePolicyIsCheckedWithTheFile() async throws {
        try edit.write(
            "other.yaml",
            Editing.rules.replacing("id: members.use", with: "id: other.use").replacing("members", with: "others")
        )
        let result = try await edit.run(#"sed -i 's/members.use/other.use/' "$1""#, "rules.yaml", "--yes")
        #expect(result.status == 1 && result.output.contains("error: "), "\(result)")
        #expect(try edit.text() == Editing.rules)
    }

    @Test func withoutAnybodyToAskNothingIsInstalled() async throws {
        let result = try await edit.run(Editing.addsBob)
        #expect(result.status == 1 && result.errors.contains("--yes"), "\(result)")
        #expect(try edit.text() == Editing.rules && edit.text(".edit/rules.yaml") == Editing.withBob)
        // What was left isn't lost when somebody starts anew.
        let again = try await edit.run(Editing.addsBob, "--yes")
        #expect(again.status == 0 && again.errors.contains("earlier edit is kept in"), "\(again)")
        #expect(try edit.backups() == [Editing.withBob, Editing.rules])
    }

    @Test(arguments: ["exit 3", "kill -KILL $$", "kill -TERM $$", "no-such-program"])
    func anEditorThatFailsChangesNothing(_ end: String) async throws {
        let result = try await edit.run(end, "--yes")
        #expect(result.status == 1 && result.errors.contains("failed"), "\(result)")
        #expect(result.errors.contains("nothing was changed"), "\(result)")
        #expect(!edit.exists(".edit/rules.yaml"))
        let half = try await edit.run("\(Editing.addsBob)\n\(end)", "--yes")
        #expect(half.status == 1 && half.errors.contains("kept: "), "\(half)")
        #expect(try edit.text() == Editing.rules && edit.text(".edit/rules.yaml") == Editing.withBob)
    }

    @Test func twoPeopleCantEditAtOnce() async throws {
        async let first = edit.run(
            "\(Editing.addsBob)\ntouch \"$F/edits\"\nwhile [ ! -e \"$F/go\" ]; do sleep 0.02; done",
            "--yes"
        )
        let isEdited = await eventually { [edit] in edit.folder.exists("edits") }
        #expect(isEdited)
        let second = try await edit.run("echo broken > \"$1\"", "--yes")
        #expect(second.status == 1 && second.errors.contains("being edited already, by process "), "\(second)")
        #expect(second.errors.contains("of tess\\u{1b}[1m since 20") && !second.errors.contains("\u{1B}"), "\(second)")
        // Another file of the same directory is part of the same policy.
        let other = try await edit.run("true", "another")
        #expect(other.status == 1, "\(other)")
        try edit.folder.write("go", "")
        let result = try await first
        #expect(result.status == 0, "\(result)")
        #expect(try edit.text() == Editing.withBob)
        let third = try await edit.run("true")
        #expect(third.status == 0, "\(third)")
    }

    @Test func aNewFile() async throws {
        let rule = #"echo "  - { id: see, effect: allow, match: { action: system.info } }" >> "$1""#
        let untouched = try await edit.run("true", "more")
        #expect(untouched.status == 0 && !edit.exists("more.yaml"), "\(untouched)")
        let result = try await edit.run(rule, "more", "--yes")
        #expect(result.status == 0 && result.output.contains("2 rules in 2 files"), "\(result)")
        #expect(try edit.text("more.yaml").contains("id: see"))
        var status = stat()
        #expect(stat("\(edit.policies)/more.yaml", &status) == 0 && status.st_mode & 0o022 == 0)
        #expect(status.st_nlink == 1)
        // Somebody else makes it meanwhile.
        let late = try await edit.run(
            "\(rule.replacing("see", with: "late"))\necho theirs > \"$P/late.yaml\"",
            "late",
            "--yes"
        )
        #expect(late.status == 1, "\(late)")
        #expect(try edit.text("late.yaml") == "theirs\n")
    }

    @Test func theFirstFileOfADirectory() async throws {
        unlink("\(edit.policies)/rules.yaml")
        let none = try await edit.run("true")
        #expect(none.status == 2 && none.errors.contains("dockreeve edit NAME"), "\(none)")
        let text = edit.folder.path("text")
        try edit.folder.write("text", Editing.rules)
        let result = try await edit.run("cp '\(text)' \"$1\"", "first.yml", "--yes")
        #expect(result.status == 0, "\(result)")
        #expect(try edit.text("first.yml") == Editing.rules)
    }

    @Test func theFileHasToBeSaidWhereThereAreSeveral() async throws {
        try edit.write("z.yml", RuleTexts.fine)
        let result = try await edit.run("true")
        #expect(result.status == 2 && result.errors.contains("rules.yaml, z.yml"), "\(result)")
        for name in ["z", "z.yml", "\(edit.policies)/z.yml", "rules"] {
            let named = try await edit.run("true", name)
            #expect(named.status == 0 && named.output.contains("unchanged"), "\(named)")
        }
    }

    @Test func theTargetOfALinkIsReplacedAndNotTheLink() async throws {
        let real = try edit.folder.write("real/theirs.yaml", Editing.rules)
        unlink("\(edit.policies)/rules.yaml")
        #expect(symlink("../real/theirs.yaml", "\(edit.policies)/rules.yaml") == 0)
        let result = try await edit.run(Editing.addsBob, "--yes")
        #expect(result.status == 0 && result.output.contains("a link to `\(real)`"), "\(result)")
        #expect(try edit.folder.text(of: "real/theirs.yaml") == Editing.withBob)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: "\(edit.policies)/rules.yaml")
                == "../real/theirs.yaml"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: edit.folder.path("real")) == ["theirs.yaml"])
        // Two names of one file are one file.
        #expect(symlink("rules.yaml", "\(edit.policies)/a.yaml") == 0)
        let again = try await edit.run(#"sed -i 's/bob/carol/' "$1""#, "rules", "--yes")
        #expect(again.status == 0, "\(again)")
        // And one that leads nowhere is none.
        #expect(symlink("nowhere", "\(edit.policies)/b.yaml") == 0)
        let nowhere = try await edit.run("true", "b")
        #expect(nowhere.status == 2 && nowhere.errors.contains("leads nowhere"), "\(nowhere)")
    }

    @Test func onlySoManyBackupsAreKept() async throws {
        for number in 0..<23 {
            let editor = "sed -i '/^#/d' \"$1\"; echo '# \(number)' >> \"$1\""
            let result = try await edit.run(editor, "--yes", "--no-replay")
            #expect(result.status == 0, "\(result)")
        }
        let backups = try edit.backups()
        #expect(
            backups.count == 20 && backups.first?.hasSuffix("# 2\n") == true
                && backups.last?.hasSuffix("# 21\n") == true
        )
    }

    @Test func aRunningPluginTakesItUp() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", Editing.rules)
        let service = try await Service.start(nil, in: folder)
        #expect(try await service.ask(Call(user: "bob")).allow == false)
        let edit = try Editing(folder.path("policies"))
        let result = try await edit.run(Editing.addsBob, "--yes")
        #expect(result.status == 0, "\(result)")
        #expect(try await eventually { try await service.ask(Call(user: "bob")).allow == true })
        // The plugin's own records are what the next change is tried on.
        let log = folder.path("audit.jsonl")
        let next = try await edit.run(#"sed -i 's/, bob//' "$1""#, "--audit", log, "--yes")
        #expect(next.status == 0 && next.output.contains("would be denied now"), "\(next)")
        #expect(next.output.contains("bob  container.list"), "\(next)")
    }
}
