import Glibc

/// The files that tell the daemon of a plugin that has no socket in ``PluginSocket/directory``.
///
/// A plugin that listens elsewhere writes one when it starts and removes it when it stops. Written through a file beside it
/// and `rename(2)`, so that the daemon never reads half of one.
public struct PluginFile: Sendable, Equatable {
    public let path: String
    /// The file's text.
    public let text: String

    /// Larger ones are not read.
    static let maximumBytes = 64 * 1024

    /// `NAME.spec` with an address alone.
    public static func specification(
        _ name: String,
        _ address: PluginAddress,
        folder: String = "/etc/docker/plugins"
    ) throws(PluginDiscoveryError) -> PluginFile {
        guard PluginSocket.isName(name) else { throw .badName(name) }
        return PluginFile(path: "\(folder)/\(name).spec", text: "\(address)\n")
    }

    /// `NAME.json` with an address and how to speak TLS with it.
    public static func json(
        _ name: String,
        _ address: PluginAddress,
        tls: PluginTLSFiles?,
        folder: String = "/etc/docker/plugins"
    ) throws(PluginDiscoveryError) -> PluginFile {
        guard PluginSocket.isName(name) else { throw .badName(name) }
        var members: [String: PluginValue] = ["Name": .string(name)]
        if let tls, case .tcp(let host, let port) = address {
            // The daemon speaks TLS where the scheme says so (moby, `pkg/plugins/client.go`).
            members["Addr"] = .string("https://\(PluginAddress.authority(host, port))")
            var configuration: [String: PluginValue] = ["InsecureSkipVerify": .bool(tls.skipsVerification)]
            if let file = tls.authorities { configuration["CAFile"] = .string(file) }
            if let file = tls.certificate { configuration["CertFile"] = .string(file) }
            if let file = tls.key { configuration["KeyFile"] = .string(file) }
            members["TLSConfig"] = .object(configuration)
        } else {
            members["Addr"] = .string(address.description)
        }
        let text = String(decoding: PluginValue.object(members).json, as: UTF8.self)
        return PluginFile(path: "\(folder)/\(name).json", text: text + "\n")
    }

    /// Writes the file for everybody to read; makes its folder when it is missing.
    public func write() throws(PluginDiscoveryError) {
        do throws(PluginServerError) {
            try Folder(containing: path).create()
        } catch {
            if case .system(let call, let path, let errno, let reason) = error {
                throw .system(call: call, path: path, errno: errno, reason: reason)
            }
            throw .badFile(path: path, reason: "\(error)")
        }
        do throws(FileFault) {
            try WholeFile.write(Array(text.utf8), to: path, mode: 0o644)
        } catch {
            throw PluginDiscoveryError(error)
        }
    }

    /// Removes the file, if it still says what was written.
    public func remove() {
        guard let bytes = try? WholeFile.read(path, limit: Self.maximumBytes), bytes == Array(text.utf8) else { return }
        unlink(path)
    }
}

extension PluginDiscoveryError {
    init(_ fault: FileFault) {
        self = .system(call: fault.call, path: fault.path, errno: fault.errno, reason: fault.reason)
    }
}

extension PluginFile {
    static func specification(_ path: String, _ name: String) throws(PluginDiscoveryError) -> PluginEntry {
        let bytes = try content(path)
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let text = String(
            decoding: bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed(),
            as: UTF8.self
        )
        do throws(PluginDiscoveryError) {
            let tls = isTLS(text) ? PluginTLSFiles(skipsVerification: true) : nil
            return PluginEntry(name: name, address: try PluginAddress(text), tls: tls, file: path)
        } catch {
            throw .badFile(path: path, reason: "\(error)")
        }
    }

    static func json(_ path: String, _ name: String) throws(PluginDiscoveryError) -> PluginEntry {
        let bytes = try content(path)
        do {
            let root = DriverCall(try object(PluginValue(json: bytes)))
            guard let text = try root.string("Addr") else { throw InvalidCall("`Addr` is missing") }
            let configuration = try root.call("TLSConfig")
            let authorities = try file("CAFile", configuration)
            let files = PluginTLSFiles(
                authorities: authorities,
                certificate: try file("CertFile", configuration),
                key: try file("KeyFile", configuration),
                // As the daemon has it: without authorities there is nothing to check against.
                skipsVerification: try configuration.bool("InsecureSkipVerify") || authorities == nil
            )
            let tls = isTLS(text) ? files : nil
            return PluginEntry(name: name, address: try PluginAddress(text), tls: tls, file: path)
        } catch {
            throw .badFile(path: path, reason: "\(error)")
        }
    }

    /// The scheme decides, not `TLSConfig`: with `tcp://` the daemon speaks plain HTTP in any case.
    private static func isTLS(_ address: String) -> Bool { address.hasPrefix("https://") }

    private static func file(_ name: String, _ configuration: DriverCall) throws(InvalidCall) -> String? {
        guard let path = try configuration.string(name), !path.isEmpty else { return nil }
        return path
    }

    private static func object(_ value: PluginValue) throws(InvalidCall) -> [String: PluginValue] {
        guard case .object(let members) = value else { throw InvalidCall("the text is not a JSON object") }
        return members
    }

    private static func content(_ path: String) throws(PluginDiscoveryError) -> [UInt8] {
        do throws(FileFault) {
            return try WholeFile.read(path, limit: maximumBytes)
        } catch {
            throw PluginDiscoveryError(error)
        }
    }
}
