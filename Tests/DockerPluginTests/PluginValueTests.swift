import Foundation
import TestSupport
import Testing

@testable import DockerPlugin

@Suite struct PluginValueTests {
    @Test func `a value comes back as it was`() throws {
        let text = #"{"a":[1,-2.5e3,true,null,"x\"\u0001é"],"b":{"c":{}},"n":12345678901234567890}"#
        let value = try PluginValue(json: Array(text.utf8))
        #expect(String(decoding: value.json, as: UTF8.self) == text)
        #expect(value["n"] == .number("12345678901234567890"))
        #expect(value["n"]?.integer == nil)
        #expect(value["a"]?.array?.count == 5)
        #expect(value["b"]?["c"] == [:])
        #expect(value["x"] == nil)
    }

    @Test func `a number that is none can't break the text around it`() throws {
        let value: PluginValue = ["a": .number("1,\"b\":2"), "c": .number(""), "d": .number("\"x\"")]
        #expect(String(decoding: value.json, as: UTF8.self) == #"{"a":null,"c":null,"d":null}"#)
    }

    /// Whatever is read is read as another reader has it, and nothing crashes.
    @Test func `changed texts mean the same to Foundation or are refused`() throws {
        var random = SeededGenerator(seed: 6)
        let sample = Array(
            #"{"Name":"a","Opts":{"x":"1","é":"\u00e9\n"},"List":[1,2.5,{"y":[]}],"T":true,"N":null}"#.utf8
        )
        var read = 0
        for _ in 0..<5000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let at = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: at)
                default: bytes.insert(Array("\"\\{}[]:,0".utf8).randomElement(using: &random)!, at: at)
                }
            }
            guard let value = try? PluginValue(json: bytes) else { continue }
            read += 1
            let again = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let ours = try JSONSerialization.jsonObject(with: Data(value.json), options: .fragmentsAllowed)
            #expect((again as? NSObject) == (ours as? NSObject), "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(read > 300)
    }
}
