import TestSupport
import Testing

@testable import dockreeve

/// The forms in which sinks get records.
@Suite struct SinkMessageTests {
    private static let record = #"""
        {"time":"2026-11-23T22:24:04.096857Z","seq":2,"id":"078167a1a4760221","phase":"request","user":"alice","auth":"TLS","groups":["members"],"method":"POST","uri":"/containers/create","action":"container.create","decision":"deny","rules":["host.privileged","b"],"reason":"denied-by-rule","took_us":41,"prev":"00","hash":"11"}
        """#

    private static func record(user: String) -> [UInt8] {
        let quoted = user.unicodeScalars.map { "\\u\(String($0.value + 0x10000, radix: 16).dropFirst())" }.joined()
        return Array(record.replacing("\"alice\"", with: "\"\(quoted)\"").utf8)
    }

    private func syslog(_ format: SyslogSettings.Format, _ json: [UInt8], server: String = "/dev/log") throws -> String
    {
        var settings = SyslogSettings()
        settings.format = format
        settings.server = try #require(SyslogSettings.Server(server))
        let message = SyslogMessage(settings, host: "host one", process: 7).bytes(SinkRecord(json))
        return String(decoding: message, as: UTF8.self)
    }

    @Test func journaldGetsFieldsAndTheRecord() throws {
        let entry = try #require(JournalEntry(JournalMessage.bytes(SinkRecord(Array(Self.record.utf8)))))
        #expect(entry["DOCKREEVE_RECORD"] == Self.record)
        #expect(entry["PRIORITY"] == "4" && entry["SYSLOG_IDENTIFIER"] == "dockreeve")
        #expect(entry["DOCKREEVE_ID"] == "078167a1a4760221" && entry["DOCKREEVE_USER"] == "alice")
        #expect(entry["DOCKREEVE_DECISION"] == "deny" && entry["DOCKREEVE_SEQ"] == "2")
        #expect(entry.fields.filter { $0.name == "DOCKREEVE_RULE" }.map(\.value) == ["host.privileged", "b"])
        let message = try #require(entry["MESSAGE"])
        #expect(message.hasPrefix("deny") && message.contains("alice") && message.contains("host.privileged"))
    }

    @Test func aNameCantAddFieldsOrLines() throws {
        let name = "eve\nPRIORITY=0\nMESSAGE=all is well\u{1B}[2J\u{202E}"
        let json = Self.record(user: name)
        let entry = try #require(JournalEntry(JournalMessage.bytes(SinkRecord(json))))
        #expect(entry["DOCKREEVE_USER"] == name)
        #expect(entry.fields.filter { $0.name == "PRIORITY" }.map(\.value) == ["4"])
        #expect(entry.fields.filter { $0.name == "MESSAGE" }.count == 1)
        let message = try #require(entry["MESSAGE"])
        #expect(!message.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }, "\(message)")
        for format in SyslogSettings.Format.allCases {
            let text = try syslog(format, json)
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }, "\(text)")
        }
    }

    @Test func syslogGetsTheRecordAsItsMessage() throws {
        let json = Array(Self.record.utf8)
        // authpriv is 10; a denial is a warning.
        #expect(
            try syslog(.rfc5424, json)
                == "<84>1 2026-11-23T22:24:04.096857Z hostone dockreeve 7 request - \(Self.record)"
        )
        let local = try syslog(.local, json)
        let form = /<84>[A-Z][a-z]{2} [ 123]\d \d\d:\d\d:\d\d dockreeve\[7\]: \{.*\}/
        #expect(local.wholeMatch(of: form) != nil, "\(local)")
        #expect(local.hasSuffix(Self.record))
        let counted = try syslog(.rfc5424, json, server: "tcp://127.0.0.1:1")
        let space = try #require(counted.firstIndex(of: " "))
        #expect(Int(counted[..<space]) == counted[space...].utf8.count - 1)
    }

    @Test func structuredDataIsEscaped() throws {
        let text = try syslog(.structured, Self.record(user: #"a"b]c\d"#))
        #expect(text.contains(#" user="a\"b\]c\\d" "#), "\(text)")
        let start = "<84>1 2026-11-23T22:24:04.096857Z hostone dockreeve 7 request [dockreeve@32473 seq=\"2\" "
        #expect(text.hasPrefix(start), "\(text)")
        // One closing bracket that isn't escaped, and then the line for people.
        let data = try #require(text.firstMatch(of: /\[dockreeve@32473( [a-z_]+="([^"\\\]]|\\["\\\]])*")+\] deny/))
        #expect(data.output.0.contains("rule=\"host.privileged\""))
    }

    @Test func ofACheckpointTheRecordItselfArrives() throws {
        let json = #"{"time":"2026-11-23T22:24:04.096857Z","seq":2,"phase":"checkpoint","log":"l","hash":"1"}"#
        let entry = try #require(JournalEntry(JournalMessage.bytes(SinkRecord(Array(json.utf8)))))
        #expect(entry["MESSAGE"] == json && entry["PRIORITY"] == "6")
        for format in SyslogSettings.Format.allCases {
            #expect(try syslog(format, Array(json.utf8)).hasSuffix(" \(json)"))
        }
    }

    @Test func anythingCanBeSent() throws {
        var random = SeededGenerator(seed: 5)
        let sample = Array(Self.record.utf8)
        for _ in 0..<2000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
            let record = SinkRecord(bytes)
            #expect(JournalEntry(JournalMessage.bytes(record)) != nil)
            for format in SyslogSettings.Format.allCases {
                var settings = SyslogSettings()
                settings.format = format
                #expect(SyslogMessage(settings).bytes(record).starts(with: Array("<8".utf8)))
            }
        }
    }

    @Test(arguments: [
        ("/dev/log", "/dev/log"), ("tcp://loghost", "tcp://loghost:601"),
        ("tls://log.example.org", "tls://log.example.org:6514"),
        ("tls://[::1]:7", "tls://[::1]:7"), ("tcp://10.0.0.1:65535", "tcp://10.0.0.1:65535"),
        ("tcp://[fe80::1]", "tcp://[fe80::1]:601"),
    ])
    func serversAreRead(_ text: String, _ meant: String) throws {
        #expect(SyslogSettings.Server(text)?.description == meant)
    }

    @Test(arguments: [
        "", "/", "dev/log", "udp://host", "tcp://", "tcp://:601", "tcp://host:", "tcp://host:0", "tcp://host:65536",
        "tcp://host:+1",
        "tcp://a b", "tcp://[::1", "tcp://[10.0.0.1]:5", "tcp://[::1]5", "tls://user@host", "tcp://host:1:2",
        "TCP://host",
        "/\(String(repeating: "x", count: 107))", "tcp://host/path",
    ])
    func whatIsNoServerIsNotTaken(_ text: String) {
        #expect(SyslogSettings.Server(text) == nil)
    }
}
