/// Compares what was understood with what dockerd stored, where Go's zero values and absent members are one.
enum Likeness {
    /// Members whose names are the client's own: `{"a":""}` is not `{}` there.
    static let maps: Set<String> = [
        "Labels", "Sysctls", "Tmpfs", "StorageOpt", "Options", "DriverOpts", "ExposedPorts", "Volumes", "PortBindings",
        "Config", "EndpointsConfig", "AuxiliaryAddresses",
    ]

    /// Members of later engines, which this one doesn't store.
    static let later: Set<String> = ["Annotations", "Capabilities", "StartInterval"]

    /// - Parameter name: Of the member that both are the value of.
    static func same(_ left: JSONValue?, _ right: JSONValue?, _ name: String = "") -> Bool {
        if isZero(left, name), isZero(right, name) { return true }
        switch (left ?? .null, right ?? .null) {
        case (.object(let left), .object(let right)):
            if maps.contains(name), Set(left.keys) != Set(right.keys) { return false }
            // The members of a map are not maps themselves, whatever they are called.
            let isMap = maps.contains(name)
            return Set(left.keys).union(right.keys).allSatisfy { same(left[$0], right[$0], isMap ? "" : $0) }
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { same($0, $1) }
        case (.null, .object(let members)), (.object(let members), .null):
            return !maps.contains(name) && members.allSatisfy { isZero($0.value, $0.key) }
        case (let left, let right):
            return left == right
        }
    }

    static func isZero(_ value: JSONValue?, _ name: String = "") -> Bool {
        switch value ?? .null {
        case .null, .bool(false), .integer(0), .double(0), .string(""): true
        case .array(let elements): elements.isEmpty
        case .object(let members):
            members.isEmpty || !maps.contains(name) && members.allSatisfy { isZero($0.value, $0.key) }
        default: false
        }
    }
}
