import Foundation
import Testing

@testable import Audit

@Suite("The audit log's keys")
struct AuditKeysTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test("keys are made once, for their owner alone, and read again")
    func madeOnce() throws {
        let first = try AuditKeys(directory: directory.file("keys"))
        let second = try AuditKeys(directory: directory.file("keys"))
        #expect(first.signing.verificationKey == second.signing.verificationKey)
        let value = Array("secret".utf8)
        let replacements = [first, second].map { $0.redaction.replacement(for: value.span) }
        #expect(replacements[0] == replacements[1])
        for file in [AuditKeys.signingFile, AuditKeys.redactionFile] {
            let attributes = try FileManager.default.attributesOfItem(atPath: first.path(file))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        let pem = try Data(contentsOf: URL(fileURLWithPath: first.path(AuditKeys.publicFile)))
        #expect(VerificationKey(pem: Array(pem)) == first.signing.verificationKey)
    }

    @Test("what others can read or write, and what is no key, is refused with the file's name")
    func refused() throws {
        let keys = try AuditKeys(directory: directory.file("keys"))
        for (file, garbage) in [(AuditKeys.signingFile, "x"), (AuditKeys.redactionFile, "00\n")] {
            let whole = try Data(contentsOf: URL(fileURLWithPath: keys.path(file)))
            chmod(keys.path(file), 0o640)
            let open = #expect(throws: AuditError.self) { try AuditKeys(directory: keys.directory) }
            #expect(open?.message.contains(keys.path(file)) == true)
            chmod(keys.path(file), 0o600)
            try Data(garbage.utf8).write(to: URL(fileURLWithPath: keys.path(file)))
            chmod(keys.path(file), 0o600)
            let bad = #expect(throws: AuditError.self) { try AuditKeys(directory: keys.directory) }
            #expect(bad?.message.contains(keys.path(file)) == true)
            try whole.write(to: URL(fileURLWithPath: keys.path(file)))
            chmod(keys.path(file), 0o600)
        }
        chmod(keys.directory, 0o777)
        #expect(throws: AuditError.self) { try AuditKeys(directory: keys.directory) }
    }

    @Test("keys that openssl makes are read, and those made here are what openssl makes of them")
    func openssl() throws {
        let path = directory.file("key.pem")
        for arguments in [
            ["genpkey", "-algorithm", "ed25519", "-out", path],
            ["pkey", "-in", path, "-pubout", "-out", directory.file("public.pem")],
        ] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["openssl"] + arguments
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
        let pem = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let key = try #require(SigningKey(pem: pem))
        #expect(key.pem == pem)
        #expect(
            key.verificationKey.pem == Array(try Data(contentsOf: URL(fileURLWithPath: directory.file("public.pem"))))
        )
    }

    @Test("texts that aren't keys")
    func notKeys() {
        for text in [
            "", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n",
        ] {
            #expect(SigningKey(pem: Array(text.utf8)) == nil)
            #expect(VerificationKey(pem: Array(text.utf8)) == nil)
            #expect(RedactionKey(text: Array(text.utf8)) == nil)
        }
    }

    @Test("equal values have equal replacements, under one key only")
    func replacements() {
        let key = RedactionKey()
        let (one, two) = (Array("one".utf8), Array("two".utf8))
        let text = key.replacement(for: one.span)
        #expect(text.utf8.count == RedactionKey.replacementLength && text.hasPrefix("hmac:"))
        let same = key.replacement(for: one.span)
        let read = RedactionKey(text: key.text)?.replacement(for: one.span)
        #expect(same == text && read == text)
        let others = [key.replacement(for: two.span), RedactionKey().replacement(for: one.span)]
        #expect(!others.contains(text))
    }
}
