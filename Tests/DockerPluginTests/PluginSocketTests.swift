import DockerPlugin
import Testing

@Suite struct PluginSocketTests {
    @Test func aNameBecomesThePathThatTheDaemonLooksAt() throws {
        #expect(try PluginSocket.path(plugin: "dockreeve") == "/run/docker/plugins/dockreeve.sock")
        #expect(try PluginSocket.path(plugin: "a.b-c_9") == "/run/docker/plugins/a.b-c_9.sock")
    }

    @Test(arguments: ["", ".", "..", "../x", "a/b", "A", "a b", "ä", "-a", "a\0b", String(repeating: "a", count: 81)])
    func namesThatCouldLeadElsewhereAreRefused(name: String) {
        #expect(throws: PluginServerError.badPluginName(name)) { try PluginSocket.path(plugin: name) }
    }
}
