import Foundation
import TestSupport
import Testing

/// `dockreeve serve` as a service of systemd's: the socket that it is handed, and what it tells (sd_notify(3)).
@Suite struct ServeSystemdTests {
    /// A listening socket as `dockreeve.socket` makes it.
    private static func listen(_ path: String, mode: mode_t = 0o600) throws -> FileHandle {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0, Glibc.listen(descriptor, 64) == 0, chmod(path, mode) == 0 else {
            throw TestFault("can't listen on \(path): \(String(cString: strerror(errno)))")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static func systemd(
        in folder: TemporaryFolder,
        _ others: [String: String] = [:]
    ) throws -> (DatagramReceiver, [String: String]) {
        let receiver = try DatagramReceiver(folder.path("notify"))
        return (receiver, others.merging(["NOTIFY_SOCKET": receiver.path]) { $1 })
    }

    @Test func theServiceTellsItsLife() async throws {
        let folder = try TemporaryFolder()
        let (systemd, environment) = try Self.systemd(in: folder)
        let service = try await Service.start(in: folder, environment: environment)
        #expect(await eventually { !systemd.texts.isEmpty })
        let ready = try #require(systemd.texts.first)
        #expect(ready.hasPrefix("READY=1\nSTATUS=policy revision 1, "), "\(ready)")

        service.signal(SIGHUP)
        #expect(await eventually { systemd.texts.count >= 3 })
        let reload = systemd.texts[1].split(separator: "\n")
        #expect(reload.count == 2 && reload.first == "RELOADING=1", "\(reload)")
        #expect(reload.last?.wholeMatch(of: /MONOTONIC_USEC=[1-9]\d+/) != nil, "\(reload)")
        #expect(systemd.texts[2] == "READY=1")

        try await service.stop()
        #expect(systemd.texts.last == "STOPPING=1")
        #expect(!systemd.texts.contains { $0.contains("WATCHDOG") })
    }

    @Test func theStatusNamesThePolicyInForce() async throws {
        let folder = try TemporaryFolder()
        let (systemd, environment) = try Self.systemd(in: folder)
        let service = try await Service.start(in: folder, environment: environment)
        try folder.write("policies/rules.yaml", RuleTexts.everything + "\n# changed\n")
        #expect(await eventually { systemd.texts.contains { $0.hasPrefix("STATUS=policy revision 2, ") } })
        try folder.write("policies/rules.yaml", "rulez: []\n")
        #expect(
            await eventually {
                systemd.texts.contains {
                    $0.hasPrefix("STATUS=policy revision 2, ") && $0.contains("; attention: the rule files as they are")
                }
            },
            "\(systemd.texts)"
        )
        // SIGHUP is answered although there is nothing new to put in force.
        let before = systemd.texts.count { $0 == "READY=1" }
        service.signal(SIGHUP)
        #expect(await eventually { systemd.texts.count { $0 == "READY=1" } == before + 1 })
        try await service.stop()
    }

    @Test func withoutAPolicyTheStatusSaysThatEverythingIsDenied() async throws {
        let folder = try TemporaryFolder()
        let (systemd, environment) = try Self.systemd(in: folder)
        let service = try await Service.start("rulez: []\n", in: folder, environment: environment)
        #expect(await eventually { systemd.texts.first?.contains("every call is denied") == true }, "\(systemd.texts)")
        try await service.stop()
    }

    @Test func theWatchdogHearsOfALivingPlugin() async throws {
        let folder = try TemporaryFolder()
        let (systemd, environment) = try Self.systemd(in: folder, ["WATCHDOG_USEC": "400000"])
        let service = try await Service.start(in: folder, environment: environment)
        #expect(await eventually { systemd.texts.count { $0 == "WATCHDOG=1" } >= 3 })
        // A process that is stopped says nothing, and goes on afterwards.
        service.signal(SIGSTOP)
        service.signal(SIGCONT)
        let before = systemd.texts.count
        #expect(await eventually { systemd.texts.dropFirst(before).contains("WATCHDOG=1") })
        try await service.stop()
    }

    @Test func theWatchdogHearsNothingOfAnEventLoopThatHangs() async throws {
        let folder = try TemporaryFolder()
        // A log that nobody reads: the event loop waits in its write(2) as soon as the pipe is full.
        let pipe = folder.path("pipe")
        let (systemd, environment) = try Self.systemd(in: folder, ["WATCHDOG_USEC": "200000", "PIPE": pipe])
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let script = #"exec "$@" >"$PIPE""#
        let service = try await Service.start(
            in: folder,
            options: ["--audit", "/dev/stdout"],
            environment: environment,
            through: script
        )
        let socket = service.socket
        let hanging = Task {
            try? await onOwnThread {
                let connection = try PluginSocket(socket)
                for _ in 0..<2000 { connection.post(Call().path, Call().json) }
            }
        }
        // Then nothing comes any more: three times the watchdog's time shows it.
        var isSilent = false
        for _ in 0..<200 where !isSilent {
            let count = systemd.datagrams.count
            try await Task.sleep(for: .milliseconds(600))
            isSilent = systemd.datagrams.count == count
        }
        #expect(isSilent)
        // Somebody reads: it lives again.
        let silent = systemd.datagrams.count
        let isAlive = await eventually {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while read(reader, &buffer, buffer.count) > 0 {}
            return systemd.datagrams.count > silent + 1
        }
        #expect(isAlive)
        hanging.cancel()
        try await service.stop(SIGKILL)
    }

    @Test func theSocketOfSystemdIsServedAndStays() async throws {
        let folder = try TemporaryFolder()
        try folder.write("policies/rules.yaml", RuleTexts.everything)
        let path = folder.path("held.sock")
        let held = try Self.listen(path)
        // The call is there before the plugin, and one more comes while it is restarted.
        for _ in 0..<2 {
            let early = try PluginSocket(path)
            early.post(Call().path, Call().json)
            let unused = folder.path("unused.sock")
            let service = try await Service.start(in: folder, socket: unused, handing: held, served: path)
            #expect(try early.answer().allow == true)
            #expect(!folder.exists("unused.sock"))
            try await service.stop()
            #expect(folder.exists("held.sock"))
        }
        let records = try AuditLine.all(in: folder.text(of: "audit.jsonl"))
        #expect(records.count { $0.phase == "request" && $0.decision == "allow" } == 2)
    }

    @Test(arguments: [0o666, 0o660, 0o601] as [mode_t])
    func aSocketThatOthersCanReachIsRefused(_ mode: mode_t) async throws {
        let folder = try TemporaryFolder()
        let held = try Self.listen(folder.path("held.sock"), mode: mode)
        let refused = try await refusal(in: folder, held)
        #expect(refused.contains("others can connect to") && refused.contains("SocketMode=0600"), "\(refused)")
    }

    @Test func whatCantBeTheSocketIsRefused() async throws {
        let folder = try TemporaryFolder()
        let held = try Self.listen(folder.path("held.sock"))
        try FileManager.default.removeItem(atPath: folder.path("held.sock"))
        var refused = try await refusal(in: folder, held)
        #expect(refused.contains("can't look at the socket"), "\(refused)")
        try folder.write("held.sock", "a file in its place")
        refused = try await refusal(in: folder, held)
        #expect(refused.contains("no longer the socket"), "\(refused)")

        let tcp = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #expect(Glibc.listen(tcp, 8) == 0)
        refused = try await refusal(in: folder, FileHandle(fileDescriptor: tcp, closeOnDealloc: true))
        #expect(refused.contains("no unix socket with a path"), "\(refused)")
    }

    /// What a plugin says that doesn't start.
    private func refusal(in folder: TemporaryFolder, _ held: FileHandle) async throws -> String {
        do {
            _ = try await Service.start(in: folder, handing: held, served: folder.path("never.sock"))
            return "it started"
        } catch let fault as TestFault {
            return fault.description
        }
    }

    @Test func theUnitsAreWhatSystemdUnderstands() async throws {
        let analyze = "/usr/bin/systemd-analyze"
        guard FileManager.default.isExecutableFile(atPath: analyze) else { return }
        let folder = try TemporaryFolder()
        let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "examples")
        var files: [String] = []
        for name in ["dockreeve.service", "dockreeve.socket"] {
            let text = try String(contentsOf: examples.appending(path: name), encoding: .utf8)
            files.append(try folder.write(name, text.replacing("/usr/local/bin/dockreeve", with: Program.path)))
        }
        let process = Process()
        let said = try TemporaryFile()
        process.executableURL = URL(filePath: analyze)
        process.arguments = ["verify", "--man=no"] + files
        process.standardOutput = said.handle
        process.standardError = said.handle
        try process.launchHearingSignals()
        #expect(await eventually { !process.isRunning })
        // Words about other units of this host, and of those that are not there, are not about these.
        let ours = try said.text().split(separator: "\n").filter { $0.contains("dockreeve.") }
        #expect(ours.isEmpty, "\(ours)")
    }
}
