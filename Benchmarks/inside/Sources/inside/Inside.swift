import Foundation

/// What can only be measured within a process. One line of JSON on standard output for each figure.
@main enum Inside {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard (3...4).contains(arguments.count), let rounds = Int(arguments[2]), rounds > 0 else {
            FileHandle.standardError.write(Data("usage: inside POLICIES REQUESTS ROUNDS [PART]\n".utf8))
            exit(2)
        }
        let part = arguments.count == 4 ? arguments[3] : nil
        do {
            let calls = Calls(directory: arguments[1])
            if part == nil || part == "allocations" { try Allocations.measure(calls, policies: arguments[0]) }
            if part == nil || part == "foundation" {
                try FoundationRatio.measure(calls, policies: arguments[0], rounds: rounds)
            }
            if part == nil || part == "record" { try Recording.measure(calls, policies: arguments[0], rounds: rounds) }
            if part == nil || part == "rules" { try ManyRules.measure(rounds: rounds) }
        } catch let trouble as Trouble {
            FileHandle.standardError.write(Data("inside: \(trouble.text)\n".utf8))
            exit(2)
        }
    }

    static func report(_ name: String, _ unit: String, _ value: Double, limit: Double? = nil, note: String = "") {
        var figure: [String: Any] = ["name": name, "unit": unit, "value": value, "note": note]
        if let limit { figure["limit"] = limit }
        guard let line = try? JSONSerialization.data(withJSONObject: figure, options: .sortedKeys) else { return }
        print(String(decoding: line, as: UTF8.self))
    }
}

/// The measurement would mean nothing.
struct Trouble: Error {
    let text: String
}

/// The calls that Benchmarks/load/requests.py wrote.
struct Calls {
    let directory: String

    func text(_ name: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "\(directory)/\(name).json") else {
            throw Trouble(text: "there is no \(directory)/\(name).json")
        }
        return Array(data)
    }

    static let allowed = [
        "01-ping", "02-containers-list", "03-images-list", "04-create-small", "05-create-big", "06-exec-create",
        "07-build",
        "08-network-create", "09-create-900k",
    ]
    static let denied = ["10-create-privileged", "11-create-hostbind"]
}
