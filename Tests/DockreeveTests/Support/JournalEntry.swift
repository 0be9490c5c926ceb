import Foundation

/// An entry of journald's native protocol, taken apart as journald does it.
struct JournalEntry {
    private(set) var fields: [(name: String, value: String)] = []

    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                add(line[..<equals], line[(equals + 1)...])
                continue
            }
            guard rest.count > 8 else { return nil }
            let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(8)
            guard length >= 0, rest.count > length, rest[rest.startIndex + length] == 0x0A else { return nil }
            add(line, rest.prefix(length))
            rest = rest.dropFirst(length + 1)
        }
        // journald takes no other names.
        guard fields.allSatisfy({ $0.name.wholeMatch(of: /[A-Z][A-Z0-9_]{0,63}/) != nil }) else { return nil }
    }

    private mutating func add(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
        fields.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
    }

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
