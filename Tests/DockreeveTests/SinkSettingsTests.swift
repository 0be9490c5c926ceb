import DockerPlugin
import Policy
import Testing

@testable import dockreeve

/// `sinks:` and `checkpoints:` under `audit:` of the configuration.
@Suite struct SinkSettingsTests {
    private func read(_ text: String) throws -> AuditSettings {
        try ConfigurationReader.read(Array("audit:\n\(text)".utf8), file: "c.yaml").get().audit
    }

    private func findings(_ text: String) -> [Diagnostic] {
        guard case .failure(let error) = ConfigurationReader.read(Array("audit:\n\(text)".utf8), file: "c.yaml") else {
            return []
        }
        return error.diagnostics
    }

    @Test func everyKeyIsRead() throws {
        let audit = try read(
            """
              sinks:
                - type: stdout
                - { type: journald, socket: /j, name: j, queue: 64KiB, required: true, timeout: 3s }
                - type: syslog
                  server: tls://loghost
                  format: structured
                  facility: local7
                  ca: /ca.pem
                  certificate: /c.pem
                  key: /k.pem
              checkpoints:
                records: 7
                interval: 30s
                export:
                  - { type: file, path: /mnt/c.jsonl }
                  - { type: syslog }
            """
        )
        var syslog = SyslogSettings()
        syslog.server = .tls(host: "loghost", port: 6514)
        syslog.format = .structured
        syslog.facility = .local7
        syslog.tls = PluginTLSFiles(authorities: "/ca.pem", certificate: "/c.pem", key: "/k.pem")
        #expect(
            audit.sinks == [
                SinkSettings(name: "stdout", target: .standardOutput),
                SinkSettings(
                    name: "j",
                    target: .journal(socket: "/j"),
                    isRequired: true,
                    queue: 64 << 10,
                    timeout: 3
                ),
                SinkSettings(name: "syslog", target: .syslog(syslog)),
            ]
        )
        #expect(audit.checkpoints.records == 7 && audit.checkpoints.interval == 30)
        #expect(
            audit.checkpoints.export == [
                SinkSettings(name: "file", target: .file(path: "/mnt/c.jsonl")),
                SinkSettings(name: "syslog", target: .syslog(SyslogSettings())),
            ]
        )
    }

    @Test func theFormatFollowsTheServer() throws {
        for (server, format) in [("/dev/log", "local"), ("tcp://h", "rfc5424"), ("tls://h", "rfc5424")] {
            let sinks = try read("  sinks: [{ type: syslog, server: '\(server)' }]\n").sinks
            guard case .syslog(let syslog)? = sinks.first?.target else { return #expect(Bool(false)) }
            #expect(syslog.format.rawValue == format)
        }
    }

    @Test(arguments: [
        ("  sinks: [{ type: jurnald }]\n", "c.yaml:2:19", "did you mean `journald`?"),
        ("  sinks: [{ type: file, path: /a }]\n", "c.yaml:2:19", "known: stdout, journald, syslog"),
        ("  sinks:\n    - { nme: x, type: stdout }\n", "c.yaml:3:9", "did you mean `name`?"),
        ("  sinks:\n    - { name: x }\n", "c.yaml:3:7", "`stdout`, `journald`, `syslog`"),
        ("  sinks: [{ type: stdout, socket: /a }]\n", "c.yaml:2:35", "known: type, name, required, queue, timeout"),
        ("  sinks: [{ type: syslog, server: 'udp://h' }]\n", "c.yaml:2:35", "tls://host:6514"),
        ("  sinks: [{ type: syslog, format: xyzzy }]\n", "c.yaml:2:35", "known: rfc5424"),
        ("  sinks: [{ type: syslog, facility: kern }]\n", "c.yaml:2:37", "known: user"),
        ("  sinks: [{ type: journald, socket: j }]\n", "c.yaml:2:37", "from `/` on"),
        ("  sinks: [{ type: stdout }, { type: stdout }]\n", "c.yaml:2:29", "`name`"),
        ("  checkpoints: { export: [{ type: stdout }] }\n", "c.yaml:2:35", "known: journald, syslog, file"),
        ("  checkpoints: { export: [{ type: journald, required: true }] }\n", "c.yaml:2:55", "known: type, name"),
        ("  durability: async\n  sinks: [{ type: stdout, required: true }]\n", "c.yaml:2:15", "`durability: write`"),
        ("  checkpoints: { recrds: 1 }\n", "c.yaml:2:18", "did you mean `records`?"),
    ])
    func mistakesAreNamedWithTheirPlace(_ text: String, _ place: String, _ help: String) throws {
        let found = findings(text)
        let finding = try #require(found.first)
        #expect(found.count == 1 && finding.place.description == place, "\(found)")
        #expect(finding.help?.contains(help) == true, "\(finding)")
    }

    @Test(arguments: [
        "  sinks: stdout\n", "  sinks: [stdout]\n", "  sinks: { type: stdout }\n", "  sinks: [{ type: [stdout] }]\n",
        "  sinks: [{ type: stdout, queue: 1KiB }]\n", "  sinks: [{ type: stdout, queue: 2GiB }]\n",
        "  sinks: [{ type: stdout, timeout: 0s }]\n", "  sinks: [{ type: stdout, timeout: 31s }]\n",
        "  sinks: [{ type: stdout, required: maybe }]\n", "  sinks: [{ type: stdout, name: '' }]\n",
        "  sinks: [{ type: syslog, ca: /a }]\n", "  sinks: [{ type: syslog, server: 'tls://h', key: /a }]\n",
        "  checkpoints: 5\n", "  checkpoints: { records: 0 }\n", "  checkpoints: { interval: 0s }\n",
        "  checkpoints: { interval: 3601s }\n", "  checkpoints: { export: file }\n",
        "  checkpoints: { export: [{ type: file }] }\n", "  checkpoints: { export: [{ type: file, path: a }] }\n",
    ])
    func mistakesAreRefused(_ text: String) {
        let found = findings(text)
        #expect(!found.isEmpty)
        for finding in found { #expect(finding.line >= 2 && finding.column >= 1 && finding.severity == .error) }
    }
}
