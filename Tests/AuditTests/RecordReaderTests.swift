import CZlib
import DockerAPI
import Foundation
import Policy
import TestSupport
import Testing

@testable import Audit

@Suite("Reading logs and recorded calls")
struct RecordReaderTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// What the lines of a file are, in order.
    private func items(_ bytes: [UInt8], maximumLine: Int = RecordReader.standardLineLimit) throws -> [String] {
        let file = directory.file("in")
        try Data(bytes).write(to: URL(filePath: file))
        return try items(file, maximumLine: maximumLine)
    }

    private func items(_ file: String, maximumLine: Int = RecordReader.standardLineLimit) throws -> [String] {
        var reader = try RecordReader(file, maximumLine: maximumLine)
        var items: [String] = []
        while let item = try reader.next() {
            switch item {
            case .decision: items.append("\(reader.line) decision \(reader.decision.id)")
            case .event: items.append("\(reader.line) event \(reader.decision.text(.phase))")
            case .call: items.append("\(reader.line) call")
            case .problem(let problem): items.append("\(problem.line) problem \(problem.message)")
            }
        }
        return items
    }

    private func record(_ id: String, _ extra: String = "") -> String {
        #"{"time":"2026-11-23T22:24:04.096857Z","seq":2,"id":"\#(id)","phase":"request","user":"a","auth":"TLS","#
            + #""method":"GET","uri":"/info","action":"system.info","decision":"allow","rules":["r"]\#(extra)}"# + "\n"
    }

    @Test("every kind of line is told apart, garbage with its line, and the rest is read")
    func kinds() throws {
        var bytes = Array(record("1").utf8)
        bytes += Array("{\"phase\":\"start\",\"seq\":1}\n\n   \r\n".utf8)
        bytes += [0xFF, 0x00, 0x7B, 0x0A]
        bytes += Array("{\"RequestMethod\":\"GET\",\"RequestUri\":\"/info\"}\r\n".utf8)
        bytes += Array(
            "{\"endpoint\":\"AuthZPlugin.AuthZReq\",\"call\":{\"RequestMethod\":\"GET\",\"RequestUri\":\"/\"}}\n".utf8
        )
        bytes += Array("[]\n{\"a\":1}\n".utf8)
        bytes += Array(record("2", #","id":"3""#).utf8)
        bytes += Array(record("4").replacing("allow", with: "maybe").utf8)
        bytes += Array(record("5").replacing("\"a\"", with: "7").utf8)
        bytes += Array(record("6").dropLast().utf8)
        let items = try items(bytes)
        #expect(items.count == 11, "\(items)")
        #expect(items[0] == "1 decision 1" && items[1] == "2 event start")
        #expect(items[2].hasPrefix("5 problem not JSON"))
        #expect(items[3] == "6 call" && items[4] == "7 call")
        #expect(items[5].hasPrefix("8 problem") && items[6] == "9 problem neither an audit record nor a plugin call")
        #expect(items[7] == "10 problem `id` stands there twice")
        #expect(items[8] == "11 problem `decision` is neither `allow` nor `deny`")
        #expect(items[9] == "12 problem `user` is not a string")
        #expect(items[10] == "13 decision 6")
    }

    @Test("a file without a line, without a line feed, with one torn line")
    func ends() throws {
        #expect(try items([]).isEmpty)
        #expect(try items(Array("\n\n".utf8)).isEmpty)
        #expect(try items(Array(record("1").dropLast(9).utf8)).map { $0.prefix(9) } == ["1 problem"])
    }

    @Test("a line over the limit is skipped whole; memory stays bounded")
    func hugeLines() throws {
        let huge = record("2", ",\"x\":\"\(String(repeating: "y", count: 3_000_000))\"")
        let text = record("1") + huge + record("3") + huge
        let found = try items(Array(text.utf8), maximumLine: 300_000)
        #expect(found[0] == "1 decision 1" && found[2] == "3 decision 3" && found.count == 4, "\(found)")
        #expect(found[1] == "2 problem the line is longer than 300000 bytes")
        #expect(try items(Array(text.utf8)).count == 4)
    }

    @Test("lines of every length around the buffer's size come out whole")
    func boundaries() throws {
        var text = ""
        var expected: [String] = []
        var random = SeededGenerator(seed: 5)
        for number in 1...400 {
            text += record("\(number)", ",\"x\":\"\(String(repeating: "z", count: Int(random.next() % 4000)))\"")
            expected.append("\(number) decision \(number)")
        }
        #expect(try items(Array(text.utf8)) == expected)
        #expect(text.utf8.count > 1 << 18)
    }

    /// A file of the bytes as gzip; not by the command, whose process would hold the locks of other tests' logs.
    private func compressed(_ bytes: [UInt8]) throws -> String {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        try #require(deflateInit2_(&stream, 6, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK)
        defer { deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1000))
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? output.count - Int(stream.avail_out) : 0
            }
        }
        try #require(count > 0)
        let path = directory.file("out.gz")
        try Data(output[..<count]).write(to: URL(filePath: path))
        return path
    }

    @Test("gzip is taken apart: one member, many, padded with zeros")
    func gzip() throws {
        let lines = (1...3000).map { record("\($0)", ",\"x\":\"\($0 &* 7919)\"") }
        let file = try compressed(Array(lines.joined().utf8))
        let expected = (1...3000).map { "\($0) decision \($0)" }
        #expect(try items(file) == expected)
        let once = try Data(contentsOf: URL(filePath: file))
        let twice = directory.file("twice.gz")
        try (once + once + Data(repeating: 0, count: 70_000)).write(to: URL(filePath: twice))
        #expect(try items(twice) == expected + (1...3000).map { "\($0 + 3000) decision \($0)" })
    }

    @Test("damaged and cut gzip: what came before is read, then the file is named")
    func damagedGzip() throws {
        let file = try compressed(Array((1...5000).map { record("\($0)") }.joined().utf8))
        let whole = try Array(Data(contentsOf: URL(filePath: file)))
        for (name, bytes, word) in [
            ("cut", Array(whole[..<(whole.count - 5)]), "ends in the middle"),
            (
                "flipped", whole.enumerated().map { $0.offset == whole.count / 2 ? $0.element ^ 0x55 : $0.element },
                "damaged"
            ),
            ("trailing", whole + Array("garbage that is no gzip".utf8), "damaged"),
            ("head", [0x1F, 0x8B, 0x08], "ends in the middle"),
        ] {
            let path = directory.file(name)
            try Data(bytes).write(to: URL(filePath: path))
            var reader = try RecordReader(path)
            var count = 0
            var message = ""
            do throws(ReadError) {
                while try reader.next() != nil { count += 1 }
            } catch {
                message = error.description
            }
            #expect(message.contains(word) && message.contains(path), "\(name): \(message)")
            #expect(name == "head" || count > 1000, "\(name): \(count)")
        }
    }

    @Test(
        "other compressions are named with the command that reads them",
        arguments: [
            ([0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0], "zstdcat"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], "xzcat"),
            ([0x42, 0x5A, 0x68, 0x39], "bzcat"), ([0x04, 0x22, 0x4D, 0x18, 0], "lz4cat"),
        ] as [([UInt8], String)]
    )
    func otherCompressions(bytes: [UInt8], command: String) throws {
        let path = directory.file("in")
        try Data(bytes).write(to: URL(filePath: path))
        var message = ""
        do throws(ReadError) { _ = try RecordReader(path) } catch { message = error.description }
        #expect(message.contains(command) && message.contains(path), "\(message)")
    }

    @Test("what can't be opened or read is named")
    func unreadable() throws {
        for path in [directory.file("missing"), directory.file("a\0b")] {
            #expect(throws: ReadError.self) { _ = try RecordReader(path) }
        }
        var message = ""
        do throws(ReadError) {
            var reader = try RecordReader(directory.path)
            _ = try reader.next()
        } catch {
            message = error.description
        }
        #expect(message.contains(directory.path), "\(message)")
    }

    @Test("random bytes and broken records never stop it")
    func fuzz() throws {
        var random = SeededGenerator(seed: 11)
        let good = Array(
            (record("1", #","uses":{"image":["a\"b"]},"cert":{"serial":"1"},"would":{"deny":["x"]}"#)).utf8
        )
        for _ in 0..<400 {
            var bytes = good + good + good
            for _ in 0..<(random.next() % 6) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            let path = directory.file("in")
            try Data(bytes).write(to: URL(filePath: path))
            guard var reader = try? RecordReader(path) else { continue }
            var calls = CallReader()
            var scratch = RecordScratch()
            while let item = try? reader.next() {
                guard case .decision = item else { continue }
                _ = reader.decision.read(into: &calls, &scratch)
                _ = (reader.decision.rules, reader.decision.would, reader.decision.user, calls.call.action)
            }
        }
    }
}
