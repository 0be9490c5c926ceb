import Audit
import Policy
import StrictJSON

/// What `dockreeve audit verify` says.
struct VerifyOutput {
    let report: ChainReport
    let fileCount: Int

    var text: String {
        var lines: [String] = []
        for finding in report.findings { lines.append(finding.description) }
        if report.findingCount > report.findings.count {
            lines.append("and \(report.findingCount - report.findings.count) more")
        }
        for note in report.notes { lines.append("note: \(note)") }
        lines.append(summary)
        lines.append(signatures)
        lines.append(
            report.isWhole
                ? "the log is whole"
                : report.records == 0 ? "there is nothing to verify" : "the log is NOT what was written"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        let range = report.firstSequence.flatMap { first in report.lastSequence.map { ", \(first) to \($0)" } } ?? ""
        return
            "\(CallText.count(Int(clamping: report.records), "record"))\(range), in \(CallText.count(fileCount, "file"))"
    }

    private var signatures: String {
        guard let key = report.key, let signed = report.lastSigned else {
            return "no checkpoint: chained, but not signed"
        }
        return "\(CallText.count(Int(clamping: report.checkpoints), "checkpoint")) of key SHA-256 \(key.fingerprint)"
            + (report.isKeyPinned ? "" : " (as the log itself says; give --key to be sure)")
            + ", the last one vouches for all up to record \(signed)"
            + (report.unsignedTail > 0 ? "; \(report.unsignedTail) behind it are chained, but not signed yet" : "")
    }

    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("whole")
        writer.bool(report.isWhole)
        writer.name("records")
        writer.integer(report.records)
        number("first", report.firstSequence, &writer)
        number("last", report.lastSequence, &writer)
        writer.name("checkpoints")
        writer.integer(report.checkpoints)
        number("last_signed", report.lastSigned, &writer)
        if let log = report.log {
            writer.name("log")
            writer.string(log)
        }
        if let key = report.key {
            writer.name("key_sha256")
            writer.string(key.fingerprint.description)
        }
        writer.name("key_given")
        writer.bool(report.isKeyPinned)
        writer.name("finding_count")
        writer.integer(report.findingCount)
        writer.name("findings")
        writer.beginArray()
        for finding in report.findings { write(finding, &writer) }
        writer.endArray()
        writer.name("notes")
        writer.beginArray()
        for note in report.notes { writer.string(note) }
        writer.endArray()
        writer.endObject()
        return writer.text + "\n"
    }

    private func number(_ name: StaticString, _ value: UInt64?, _ writer: inout JSONWriter) {
        guard let value else { return }
        writer.name(name)
        writer.integer(value)
    }

    private func write(_ finding: ChainFinding, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("kind")
        writer.string(finding.kind.rawValue)
        writer.name("file")
        writer.string(finding.file)
        writer.name("line")
        writer.integer(finding.line)
        number("seq", finding.sequence, &writer)
        writer.name("message")
        writer.string(finding.message)
        writer.endObject()
    }
}
