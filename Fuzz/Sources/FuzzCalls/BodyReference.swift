import FuzzSupport

@testable import DockerAPI

/// What Go's decoder makes of a body, the slow way: over values instead of tokens, and over the schemas as they are
/// written instead of their flat form. Members in legacy places are not moved.
struct BodyReference {
    private(set) var isAmbiguous = false
    private(set) var isMalformed = false
    /// Whether something stands in a legacy place, so that the text is not to be compared.
    private(set) var hasLegacy = false

    /// The canonical value; the names of known fields in their documented spelling, members sorted.
    mutating func canonical(_ value: JSONValue, _ type: BodyType?) -> JSONValue {
        switch value {
        case .null: return zero(type)
        case .bool: return checked(value, type) { if case .bool = $0 { true } else { false } }
        case .number(let text): return checked(value, type) { Self.takes($0, number: text) }
        case .string:
            if case .stringOrList? = type { return .array([value]) }
            return checked(value, type) {
                switch $0 {
                case .string, .base64: true
                default: false
                }
            }
        case .array(let values): return list(values, type)
        case .object(let members): return object(members, type)
        }
    }

    private mutating func checked(_ value: JSONValue, _ type: BodyType?, _ fits: (BodyType) -> Bool) -> JSONValue {
        if let type, !fits(type) { isMalformed = true }
        return value
    }

    private static func takes(_ type: BodyType, number: String) -> Bool {
        switch type {
        case .float: true
        case .integer(let width): width.accepts(Array(number.utf8).span)
        case .duration: IntegerWidth.int64.accepts(Array(number.utf8).span)
        default: false
        }
    }

    private func zero(_ type: BodyType?) -> JSONValue {
        switch type {
        case .string?, .base64?: .string("")
        case .object?, .emptyObject?: .object([])
        case .bool?: .bool(false)
        case .integer?, .float?, .duration?: .number("0")
        case .list?, .map?, .stringOrList?, nil: .null
        }
    }

    private mutating func list(_ values: [JSONValue], _ type: BodyType?) -> JSONValue {
        var element: BodyType?
        switch type {
        case nil, .base64?: break
        case .list(let of)?: element = of
        case .stringOrList?: element = .string
        default: isMalformed = true
        }
        var result: [JSONValue] = []
        for value in values { result.append(canonical(value, element)) }
        return .array(result)
    }

    private mutating func object(_ members: [JSONValue.Member], _ type: BodyType?) -> JSONValue {
        var kept: [JSONValue.Member] = []
        switch type {
        case .map(let element)?:
            if Set(members.map { Array($0.name.utf8) }).count < members.count { isAmbiguous = true }
            for member in members { kept.append(.init(name: member.name, value: canonical(member.value, element))) }
        case .object(let schema)?:
            noteFolded(members)
            for member in members where member.value != .null {
                let field = schema.field(forFoldedName: FoldedName.fold(member.name).span)
                if field?.legacy != nil { hasLegacy = true }
                kept.append(.init(name: field?.name ?? member.name, value: canonical(member.value, field?.type)))
            }
        case .emptyObject?:
            for member in members { kept.append(.init(name: member.name, value: canonical(member.value, nil))) }
        default:
            if type != nil { isMalformed = true }
            noteFolded(members)
            for member in members { kept.append(.init(name: member.name, value: canonical(member.value, nil))) }
        }
        return sorted(kept)
    }

    private mutating func noteFolded(_ members: [JSONValue.Member]) {
        if Set(members.map { FoldedName.fold($0.name) }).count < members.count { isAmbiguous = true }
    }

    private func sorted(_ members: [JSONValue.Member]) -> JSONValue {
        .object(
            members.enumerated().sorted { left, right in
                let (a, b) = (Array(left.element.name.utf8), Array(right.element.name.utf8))
                return a == b ? left.offset < right.offset : a.lexicographicallyPrecedes(b)
            }.map(\.element)
        )
    }
}
