import Foundation
import Synchronization
import TestSupport

/// A Chromium without a window, spoken to by the DevTools protocol over two pipes (`--remote-debugging-pipe`): one JSON
/// message after the other, each ended by a NUL.
final class Browser: Sendable {
    static let program: String? = ["chromium", "chromium-headless-shell", "google-chrome"].lazy.flatMap { name in
        ["/usr/bin", "/usr/local/bin"].map { "\($0)/\(name)" }
    }.first { access($0, X_OK) == 0 }

    typealias Message = [String: any Sendable]

    private let process: Process
    private let input: FileHandle
    private let output: FileHandle
    private let folder: TemporaryFolder
    private let state = Mutex(State())

    private struct State {
        var next = 0
        var session = ""
        var bytes: [UInt8] = []
        /// All that came, in its order.
        var messages: [Message] = []
    }

    /// Starts it with an empty page that tells of all requests, dialogs and messages.
    static func start() async throws -> Browser {
        let browser = try await onOwnThread { try Browser() }
        let target = try await browser.ask("Target.createTarget", ["url": "about:blank"])
        let attached = try await browser.ask(
            "Target.attachToTarget",
            ["targetId": target["targetId"] ?? "", "flatten": true]
        )
        browser.state.withLock { $0.session = attached["sessionId"] as? String ?? "" }
        for domain in ["Page", "Runtime", "Network", "Log"] { _ = try await browser.ask("\(domain).enable") }
        return browser
    }

    private init() throws {
        guard let program = Self.program else { throw TestFault("there is no Chromium") }
        folder = try TemporaryFolder()
        let (toBrowser, fromBrowser) = (Pipe(), Pipe())
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // Its descriptors are 3 and 4. What the page is, is known, so no sandbox is needed, which root has none of.
        process.arguments = [
            "-c", "exec 3<&0 4>&1 </dev/null >/dev/null 2>&1; exec \"$@\"", "sh", program, "--headless", "--no-sandbox",
            "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
            "--user-data-dir=\(folder.path("profile"))", "about:blank",
        ]
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
        process.standardInput = toBrowser
        process.standardOutput = fromBrowser
        try process.launchHearingSignals()
        input = toBrowser.fileHandleForWriting
        output = fromBrowser.fileHandleForReading
        try toBrowser.fileHandleForReading.close()
        try fromBrowser.fileHandleForWriting.close()
        Thread.detachNewThread { [weak self, output] in
            // What has come, however little it is.
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(output.fileDescriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0, let self else { return }
                self.take(buffer[..<count])
            }
        }
    }

    deinit {
        // The profile can't be removed while it is written to.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private func take(_ bytes: ArraySlice<UInt8>) {
        state.withLock { state in
            state.bytes += bytes
            while let end = state.bytes.firstIndex(of: 0) {
                let message = try? JSONSerialization.jsonObject(with: Data(state.bytes[..<end])) as? Message
                if let message { state.messages.append(message) }
                state.bytes.removeFirst(end + 1)
            }
        }
    }

    /// Sends a command and waits for its result.
    @discardableResult
    func ask(_ method: String, _ parameters: Message = [:]) async throws -> Message {
        let (id, session) = state.withLock { state in
            state.next += 1
            return (state.next, state.session)
        }
        var message: Message = ["id": id, "method": method, "params": parameters]
        if !session.isEmpty { message["sessionId"] = session }
        try input.write(contentsOf: try JSONSerialization.data(withJSONObject: message) + [0])
        var answer: Message?
        guard await eventually({ [self] in self.answer(to: id) != nil }) else {
            throw TestFault("Chromium doesn't answer to \(method)")
        }
        answer = self.answer(to: id)
        guard let result = answer?["result"] as? Message else { throw TestFault("\(method): \(answer ?? [:])") }
        return result
    }

    private func answer(to id: Int) -> Message? {
        state.withLock { $0.messages.first { $0["id"] as? Int == id } }
    }

    /// What has happened so far, by the name of the event.
    func events(_ method: String) -> [Message] {
        state.withLock {
            $0.messages.filter { $0["method"] as? String == method }.map { $0["params"] as? Message ?? [:] }
        }
    }

    /// Opens a page and waits until it has loaded.
    func open(_ path: String) async throws {
        let before = events("Page.loadEventFired").count
        try await ask("Page.navigate", ["url": "file://\(path)"])
        guard await eventually({ [self] in events("Page.loadEventFired").count > before }) else {
            throw TestFault("Chromium doesn't load the page")
        }
    }

    /// The value of a JavaScript expression.
    func value(_ expression: String) async throws -> (any Sendable)? {
        let result = try await ask("Runtime.evaluate", ["expression": expression, "returnByValue": true])
        if let fault = result["exceptionDetails"] { throw TestFault("\(expression): \(fault)") }
        return (result["result"] as? Message)?["value"]
    }

    func text(_ expression: String) async throws -> String { try await value(expression) as? String ?? "" }
    func number(_ expression: String) async throws -> Int { try await value(expression) as? Int ?? -1 }
}
