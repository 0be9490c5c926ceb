import FuzzSupport

@testable import DockerPlugin

/// The input is a `.spec` or `.json` file that tells where a plugin is: what is taken has an address that can be written
/// down and read again, and a file written of it says the same.
@main struct DiscoveryTarget: FuzzTarget {
    private let file = ScratchFile()
    private let other = ScratchFile()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        file.replace(with: Array(input))
        check { (path) throws(PluginDiscoveryError) in try PluginFile.specification(path, "plugin") }
        check { (path) throws(PluginDiscoveryError) in try PluginFile.json(path, "plugin") }
    }

    private func check(_ read: (String) throws(PluginDiscoveryError) -> PluginEntry) {
        let entry: PluginEntry
        do throws(PluginDiscoveryError) {
            entry = try read(file.path)
        } catch {
            require(!"\(error)".isEmpty, "no reason is given")
            return
        }
        do {
            let again = try PluginAddress(entry.address.description)
            require(again == entry.address, "\(entry.address) is read as \(again)")
            let written = try PluginFile.json("plugin", entry.address, tls: entry.tls)
            other.replace(with: Array(written.text.utf8))
            let read = try PluginFile.json(other.path, "plugin")
            require(read.address == entry.address, "the file says \(read.address) and not \(entry.address)")
            require(read.tls == entry.tls, "the file speaks of TLS in another way")
        } catch {
            fail("what was read can't be written and read again: \(error)")
        }
    }
}
