import Foundation
import Testing

@testable import DockerPlugin

/// The order of moby, pkg/plugins/discovery.go.
@Suite struct DiscoveryTests {
    private let root: String
    private var discovery: PluginDiscovery {
        PluginDiscovery(sockets: "\(root)/run", specifications: ["\(root)/etc", "\(root)/lib"])
    }

    init() throws {
        root = try TestServer.makeFolder()
        for folder in ["run/name", "etc/name", "lib/name"] {
            try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
        }
    }

    private func clear() { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ text: String, _ file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/\(file)"))
    }

    @Test func `the first file in the daemon's order counts`() throws {
        defer { clear() }
        let order = [
            "etc/name.spec", "etc/name/name.spec", "etc/name.json", "etc/name/name.json", "lib/name.spec",
            "lib/name/name.spec", "lib/name.json", "lib/name/name.json",
        ]
        for (number, file) in order.enumerated().reversed() {
            let address = "unix:///from/\(number)"
            try write(file.hasSuffix(".json") ? #"{"Name":"x","Addr":"\#(address)"}"# : " \(address)\n", file)
            let entry = try discovery.find("name")
            #expect(entry.address == .socket(path: "/from/\(number)"))
            #expect(entry.file == "\(root)/\(file)")
            #expect(entry.name == "name" && entry.tls == nil)
        }
        // What is no socket is passed over, a socket is not.
        try write("", "run/name.sock")
        #expect(try discovery.find("name").file == "\(root)/etc/name.spec")
        let (descriptor, _) = try SocketFile.listen("\(root)/run/name/name.sock", backlog: 1)
        defer { close(descriptor) }
        #expect(try discovery.find("name").address == .socket(path: "\(root)/run/name/name.sock"))
    }

    @Test func `a plugin that isn't there, and names that are none`() {
        defer { clear() }
        #expect { try discovery.find("nobody") } throws: { error in
            guard case .notFound(_, let looked) = error as? PluginDiscoveryError else { return false }
            return looked.count == 10
        }
        for name in ["", "..", "../etc", "a/b", "A", "-a"] {
            #expect(throws: PluginDiscoveryError.badName(name)) { try discovery.find(name) }
        }
    }

    @Test(arguments: [
        "", "x", "unix://", "unix://relative", "tcp://host", "tcp://host:0", "tcp://:80", "tcp://host:99999",
        "ftp://a:1",
        "tcp://a b:80", "tcp://u@h:80", "tcp://[[h[[h]]:8", "tcp://[[::1]]:8", "tcp://[h:8", "tcp://h]:8", "tcp://[]:8",
        "unix://\(String(repeating: "/a", count: 60))",
    ])
    func `an address that is none makes the file a broken one`(address: String) throws {
        defer { clear() }
        try write(address, "etc/name.spec")
        try write("unix:///good", "lib/name.spec")
        #expect { try discovery.find("name") } throws: { error in
            guard case .badFile(let path, let reason) = error as? PluginDiscoveryError else { return false }
            return path == "\(root)/etc/name.spec" && !reason.isEmpty
        }
    }

    @Test(arguments: ["[]", "{}", #"{"Addr":1}"#, #"{"Addr":"tcp://a:1","TLSConfig":[]}"#, #"{"Addr":"x"}"#, "{"])
    func `a broken JSON file`(text: String) throws {
        defer { clear() }
        try write(text, "etc/name.json")
        #expect(throws: PluginDiscoveryError.self) { try discovery.find("name") }
    }

    @Test func `TLS is where the scheme says so, and without authorities nothing is checked`() throws {
        defer { clear() }
        let tls = #""TLSConfig":{"InsecureSkipVerify":false,"CAFile":"/ca.pem","CertFile":"/c.pem","KeyFile":"/k.pem"}"#
        try write(#"{"Name":"name","Addr":"https://[::1]:8080",\#(tls)}"#, "etc/name.json")
        let entry = try discovery.find("name")
        #expect(entry.address == .tcp(host: "::1", port: 8080))
        #expect(entry.tls == PluginTLSFiles(authorities: "/ca.pem", certificate: "/c.pem", key: "/k.pem"))
        try write(#"{"Addr":"tcp://[::1]:8080",\#(tls)}"#, "etc/name.json")
        #expect(try discovery.find("name").tls == nil)
        try write(#"{"Addr":"https://host:8080/path"}"#, "etc/name.json")
        #expect(try discovery.find("name").tls == PluginTLSFiles(skipsVerification: true))
        try write("https://host:1", "etc/name.spec")
        #expect(try discovery.find("name").tls == PluginTLSFiles(skipsVerification: true))
    }

    @Test func `what is written is found, and removed as long as it is ours`() throws {
        defer { clear() }
        let folder = "\(root)/made/plugins"
        let here = PluginDiscovery(sockets: "\(root)/run", specifications: [folder])
        let address = PluginAddress.tcp(host: "::", port: 8080)
        let plain = try PluginFile.specification("one", address, folder: folder)
        try plain.write()
        #expect(plain.text == "tcp://[::]:8080\n")
        #expect(try here.find("one").address == address)
        let files = PluginTLSFiles(authorities: "/a \"b\".pem", certificate: "/c", key: "/k")
        let json = try PluginFile.json("two", address, tls: files, folder: folder)
        try json.write()
        try json.write()
        #expect(try here.find("two").tls == files)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["one.spec", "two.json"])
        try write("unix:///other", "made/plugins/one.spec")
        plain.remove()
        json.remove()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["one.spec"])
        #expect(throws: PluginDiscoveryError.self) {
            try PluginFile.specification("a", address, folder: "/proc/nowhere").write()
        }
    }
}
